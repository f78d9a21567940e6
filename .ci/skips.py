"""Fail on any skipped test whose reason is not on the short list."""

import sys
import xml.etree.ElementTree as ElementTree

ALLOWED = {
    "root may read everything": "file permissions do not bind root, who runs the checks in many containers",
    "needs ../shared": "evaluation data whose licence keeps it out of the repository",
}


def main(report: str) -> int:
    """Read a JUnit report; 1 if a test was skipped for a reason that is not listed."""
    skipped = [
        (f"{case.get('classname')}::{case.get('name')}", skip.get("message") or "")
        for case in ElementTree.parse(report).iter("testcase")  # noqa: S314 (our own test run wrote it)
        for skip in case.iter("skipped")
    ]
    wrong = [(test, reason) for test, reason in skipped if not any(reason.startswith(known) for known in ALLOWED)]
    for test, reason in wrong:
        print(f"skipped without a listed reason: {test}: {reason}", file=sys.stderr)
    print(f"skipped tests: {len(skipped)}, of which not allowed: {len(wrong)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
