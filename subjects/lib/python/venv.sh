#!/bin/sh
# Installs what requirements.txt pins into venv/, both in the current folder. Doing it again does nothing.
# Where GRADGATE_PYTHON names a Python that has the packages, as the images of GPU machines do, venv/ is that one.
set -eu
if [ -n "${GRADGATE_PYTHON:-}" ]; then
  mkdir -p venv/bin
  printf '#!/bin/sh\nexec "%s" "$@"\n' "$GRADGATE_PYTHON" > venv/bin/python
  chmod +x venv/bin/python
  exit
fi
test -x venv/bin/python || python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
