"""`python -m tests`: format, lint, types and tests, as continuous integration runs them."""

import subprocess
import sys

# The slowest of what a user does, which the others' run takes over so that both end at about the same time
IN_A_BROWSER = "tests/e2e/test_pages.py"
# One after the other; what stands together runs at once, as none of it keeps two cores busy
CHECKS = (
    (("ruff", "format", "--check", "."),),
    (("ruff", "check", "."),),
    (
        ("pytest", "tests/e2e", f"--ignore={IN_A_BROWSER}"),
        ("pytest", "tests/contract", "tests/unit", IN_A_BROWSER),
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
