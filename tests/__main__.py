"""`python -m tests`: format, lint, types and tests, as continuous integration runs them."""

import subprocess
import sys

# The slowest of what a user does, which the others' run takes over so that both end at about the same time
IN_BROWSERS = tuple(f"tests/e2e/test_{name}.py" for name in ("pages", "pages_called", "pages_for_everybody"))
# One after the other; what stands together runs at once, as none of it keeps two cores busy
CHECKS = (
    (("ruff", "format", "--check", "."),),
    (("ruff", "check", "."),),
    (
        ("pytest", "tests/e2e", *(f"--ignore={path}" for path in IN_BROWSERS)),
        ("pytest", "tests/contract", "tests/unit", *IN_BROWSERS),
        ("pyright", "--pythonpath", sys.executable),
    ),
)


def main() -> None:
    """Run every check, in order, and stop at the first that fails."""
    for together in CHECKS:
        sys.stderr.write(f"--- {', '.join(' '.join(check[:2]) for check in together)}\n")
        running = [subprocess.Popen([sys.executable, "-m", *check]) for check in together]
        codes = [process.wait() for process in running]
        if any(codes):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
