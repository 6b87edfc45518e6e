"""`python -m tests`: format, lint, types and tests, as continuous integration runs them."""

import subprocess
import sys

CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("pyright", "--pythonpath", sys.executable),
    ("pytest",),
)


def main() -> None:
    """Run every check, in order, and stop at the first that fails."""
    for check in CHECKS:
        sys.stderr.write(f"--- {' '.join(check[:2])}\n")
        if code := subprocess.run([sys.executable, "-m", *check], check=False).returncode:
            raise SystemExit(code)


if __name__ == "__main__":
    main()
