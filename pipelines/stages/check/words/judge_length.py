"""Rules on how much is written: characters, bytes, lines."""

from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.subject import Answer
from pipelines.stages.check.words.wording import Wording
from presets.text_rules import LineCount, TextLength

TOGETHER = " "  # joins lines that are counted together


def judge_text_length(rule: TextLength, wording: Wording) -> Answer:
    demanded = _length_words(rule)
    if not wording.lines:
        return Answer(Verdict.UNMEASURED, "Nothing is written.", demanded, "Write it, or leave the place empty.")
    texts = (TOGETHER.join(wording.lines),) if rule.together else wording.lines
    broken = [text for text in texts if not _fits(rule, text)]
    worst = max(broken or texts, key=lambda text: (len(text.encode()), text))
    chars, weight = len(worst), len(worst.encode())
    counted = f"{chars:,} characters" if rule.max_bytes is None else f"{chars:,} characters, {weight:,} bytes"
    measured = f"{counted}: '{_head(worst)}'." if broken else f"{counted} at most."
    shorter = (rule.max_chars is not None and chars > rule.max_chars) or weight > (rule.max_bytes or weight)
    advice = "Say it shorter: leave out what matters least." if shorter else "Say more of the product."
    return Answer(not broken, measured, demanded, advice, {"characters": float(chars), "bytes": float(weight)})


def _fits(rule: TextLength, text: str) -> bool:
    return (
        (rule.min_chars is None or len(text) >= rule.min_chars)
        and (rule.max_chars is None or len(text) <= rule.max_chars)
        and (rule.max_bytes is None or len(text.encode()) <= rule.max_bytes)
    )


def _length_words(rule: TextLength) -> str:
    limits = [f"at least {rule.min_chars:,} characters"] if rule.min_chars else []
    limits += [f"at most {rule.max_chars:,} characters"] if rule.max_chars else []
    limits += [f"at most {rule.max_bytes:,} bytes of UTF-8"] if rule.max_bytes else []
    return f"{'All lines together' if rule.together else 'Each line'}: {' and '.join(limits)}."


def judge_line_count(rule: LineCount, wording: Wording) -> Answer:
    count = len(wording.lines)
    limits = [f"at least {rule.min_count}"] if rule.min_count else []
    limits += [] if rule.max_count is None else [f"at most {rule.max_count}"]
    demanded = f"Lines: {' and '.join(limits) or 'any number'}."
    holds = rule.min_count <= count and (rule.max_count is None or count <= rule.max_count)
    advice = "Add lines: more facts give more." if count < rule.min_count else "Leave lines out."
    return Answer(holds, f"{count} line(s).", demanded, advice, {"lines": float(count)})


def _head(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
