#!/bin/sh
# Installs what requirements.txt pins into venv/, both in the current folder. Doing it again does nothing.
set -eu
test -x venv/bin/python || python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
