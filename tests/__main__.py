"""`python -m tests`: format, lint, types and tests, as continuous integration runs them."""

import subprocess
import sys

# One after the other; what stands on one line runs at once, as none of it keeps two cores busy
CHECKS = (
    (("ruff", "format", "--check", "."),),
    (("ruff", "check", "."),),
    (("pytest", "tests/e2e"), ("pytest", "--ignore=tests/e2e"), ("pyright", "--pythonpath", sys.executable)),
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
