#!/bin/sh
# Installs what requirements.txt pins into venv/, beside this file. Doing it again does nothing.
set -eu
cd "$(dirname "$0")"
test -x venv/bin/python || python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
