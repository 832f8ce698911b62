"""Everything that must hold besides the tests: `python scripts/check.py`.

Format, lint, types and the import contracts, in that order; the first that fails ends it.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = {
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "lint": [str(BIN / "ruff"), "check", "."],
    "types": [str(BIN / "mypy")],
    "import contracts": [str(BIN / "lint-imports")],
}


def main() -> int:
    """Run each check; return the exit code of the first that fails, else 0."""
    for name, command in CHECKS.items():
        print(f"== {name}", flush=True)
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code:
            print(f"{name}: failed", file=sys.stderr)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
