"""Who may come in: hashed passwords, counted tries, sessions that end."""

from pathlib import Path

import pytest

from studio.web.accounts import AccessError, Door, hashed, is_name, read_accounts


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def accounts() -> dict[str, str]:
    return {"mei": hashed("a long secret")}


def test_a_password_is_kept_hashed_and_salted() -> None:
    first, second = hashed("a long secret"), hashed("a long secret")
    assert "secret" not in first
    assert first != second


def test_who_knows_the_password_is_known_by_a_token_until_it_ends(accounts: dict[str, str]) -> None:
    clock = Clock()
    door = Door(accounts, clock)
    token = door.let_in("mei", "a long secret", "10.0.0.1")
    assert door.who(token) == "mei"
    assert door.who("guessed") is None
    clock.now += 8 * 24 * 3600
    assert door.who(token) is None


def test_who_left_is_not_known(accounts: dict[str, str]) -> None:
    door = Door(accounts, Clock())
    token = door.let_in("mei", "a long secret", "10.0.0.1")
    door.let_out(token)
    assert door.who(token) is None


@pytest.mark.parametrize("name", ["mei", "nobody"])
def test_wrong_tries_are_counted_and_say_nothing_of_who_exists(accounts: dict[str, str], name: str) -> None:
    clock = Clock()
    door = Door(accounts, clock)
    for _ in range(5):
        with pytest.raises(AccessError, match="do not fit"):
            door.let_in(name, "guess", "10.0.0.1")
    with pytest.raises(AccessError, match="too often"):
        door.let_in(name, "a long secret", "10.0.0.1")
    with pytest.raises(AccessError, match="too often"):  # from elsewhere too
        door.let_in(name, "a long secret", "10.0.0.2")
    clock.now += 301
    if name == "mei":
        assert door.let_in(name, "a long secret", "10.0.0.1")


def test_an_accounts_file_is_read_and_its_mistakes_have_an_address(tmp_path: Path, accounts: dict[str, str]) -> None:
    file = tmp_path / "people.txt"
    file.write_text(f"mei:{accounts['mei']}\n\n")
    assert read_accounts(file) == accounts
    file.write_text("mei:plain\n")
    with pytest.raises(AccessError, match=r"people.txt, line 1"):
        read_accounts(file)
    with pytest.raises(AccessError, match="cannot be read"):
        read_accounts(tmp_path / "none.txt")
    file.write_text("\n")
    with pytest.raises(AccessError, match="names nobody"):
        read_accounts(file)


@pytest.mark.parametrize("name", ["", "../up", "a/b", "local", "UPPER", "..", "x" * 41])
def test_a_name_that_leads_elsewhere_is_none(name: str) -> None:
    assert not is_name(name)


def test_short_passwords_are_refused() -> None:
    with pytest.raises(AccessError, match="at least 8"):
        hashed("short")
