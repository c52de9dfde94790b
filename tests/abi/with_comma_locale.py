# SPDX-License-Identifier: Apache-2.0
"""Runs a program under a locale with a decimal comma that is made for it, and fails without one.

python3 with_comma_locale.py PROGRAM [ARGUMENT...]
"""

import os
import subprocess
import sys
import tempfile


def main():
    """The exit status of the program."""
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "de_DE.UTF-8")
        # Its warnings are not ours: the program itself says whether the locale is there.
        subprocess.run(
            ["localedef", "-i", "de_DE", "-f", "UTF-8", made],
            stderr=subprocess.DEVNULL,
            check=False,
        )
        environment = dict(os.environ, LOCPATH=folder, POMOST_COMMA_LOCALE="de_DE.UTF-8")
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
