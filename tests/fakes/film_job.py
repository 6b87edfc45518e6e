"""A film's job as somebody might have typed it; no file of it exists."""

from pathlib import Path

from pipelines.jobs.job import AvatarVideoJob, FilmScript, Target


def job_with(**changes: object) -> AvatarVideoJob:
    facts: dict[str, object] = {
        "product": "mug",
        "photos": (Path("mug.jpg"),),
        "targets": (Target(preset="tiktok", slot="video"),),
        "out": Path("out"),
        "scripts": (FilmScript(language="en", script=Path("pitch.txt")),),
        **changes,
    }
    return AvatarVideoJob.model_validate(facts)
