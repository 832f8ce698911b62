"""Write the lock files anew: `python scripts/lock.py`.

requirements/run.txt holds what the bot needs, playground.txt adds the simulated Discord, dev.txt
adds everything that tests and checks. All of them hold for every platform and Python we support.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = [
    "--universal",
    "--python-version",
    "3.11",
    "--no-header",
    "--no-emit-package",
    "lantern-bot",
]
LOCKS = {
    "run": ["--extra", "postgresql"],
    "playground": ["--extra", "playground"],
    "dev": ["--extra", "postgresql", "--extra", "playground", "--group", "dev"],
}


def main() -> int:
    """Compile each lock file; return 0."""
    for name, options in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml"]
        output = ["--output-file", f"requirements/{name}.txt"]
        subprocess.run([*command, *COMMON, *options, *output], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
