import pytest

from models.errors import LicenceError, UnknownEngineError
from pipelines.stages.cutout.rembg_sessions import DEFAULT_SESSION, SESSIONS, allowed_session


def test_the_default_needs_no_acceptance() -> None:
    assert allowed_session(DEFAULT_SESSION, "").commercial_use


@pytest.mark.parametrize("name", ["bria-rmbg", "isnet-general-use", "withoutbg", "atlascloud"])
def test_a_licence_is_shown_before_it_is_accepted_by_name(name: str) -> None:
    for accepted in ("", "yes", "birefnet-general"):
        with pytest.raises(LicenceError) as refused:
            allowed_session(name, accepted)
        assert SESSIONS[name].licence in str(refused.value)
        assert f"accept_licence={name}" in str(refused.value)
    assert allowed_session(name, name).name == name


def test_uploading_is_said() -> None:
    with pytest.raises(LicenceError, match="uploads the photo"):
        allowed_session("withoutbg", "")


def test_an_unknown_session_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownEngineError, match="birefnet-general-lite"):
        allowed_session("birefnet", "")
