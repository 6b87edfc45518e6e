from models.registry import EngineChoice
from pipelines.stages.cutout.settle import AtHand, settle_cutout


def test_a_fresh_machine_gets_the_embedded_engine() -> None:
    settled = settle_cutout(AtHand(frozenset(), rembg=False, gpu=True))
    assert settled.choice == EngineChoice(name="u2netp")
    assert settled.sentence == "cutout: auto -> u2netp (no larger weights at hand)"


def test_the_best_session_at_hand_is_taken_on_a_gpu() -> None:
    both = frozenset({"rembg-birefnet-general", "rembg-birefnet-general-lite"})
    settled = settle_cutout(AtHand(both, rembg=True, gpu=True))
    assert settled.choice == EngineChoice(name="rembg", options={"session": "birefnet-general"})
    assert settled.sentence == "cutout: auto -> rembg:birefnet-general (GPU and weights at hand)"


def test_what_lacks_is_said() -> None:
    lite = frozenset({"rembg-birefnet-general-lite"})
    assert "not installed" in settle_cutout(AtHand(lite, rembg=False, gpu=True)).reason
    assert "no GPU" in settle_cutout(AtHand(lite, rembg=True, gpu=False)).reason


def test_a_session_that_is_not_free_is_never_settled_on() -> None:
    settled = settle_cutout(AtHand(frozenset({"rembg-bria-rmbg"}), rembg=True, gpu=True))
    assert settled.choice.name == "u2netp"
