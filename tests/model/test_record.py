from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field, replace

import pytest

from doclint.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Pet:
    """A pet."""

    name: str
    age: int = 3
    tags: tuple[str, ...] = ()
    known: list[str] = field(default_factory=list, compare=False)
    secret: str = field(default="", repr=False)

    @property
    def old(self) -> bool:
        return self.age > 9


def as_the_library(**options: bool) -> type:
    namespace = {"__annotations__": Pet.__annotations__, "__module__": __name__, "age": 3}
    namespace |= {"tags": (), "known": field(default_factory=list, compare=False)}
    namespace |= {"secret": field(default="", repr=False), "__qualname__": "Pet"}
    return dataclasses.dataclass(**options)(type("Pet", (), namespace))


Theirs = as_the_library(frozen=True, slots=True)


@pytest.mark.parametrize(
    ("args", "options"),
    [(("Rex",), {}), (("Rex", 4), {"tags": ("a",)}), ((), {"name": "Rex", "known": ["b"]})],
)
def test_an_instance_is_what_the_library_would_make(args, options):
    ours, theirs = Pet(*args, **options), Theirs(*args, **options)
    assert repr(ours) == repr(theirs)
    assert hash(ours) == hash(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert [one.name for one in dataclasses.fields(ours)] == list(Pet.__slots__)


@pytest.mark.parametrize(("args", "options"), [((), {}), (("Rex",), {"size": 3}), (range(9), {})])
def test_wrong_arguments_are_refused(args, options):
    with pytest.raises(TypeError):
        Pet(*args, **options)


def test_frozen_instances_stay_what_they_are():
    pet = Pet("Rex")
    with pytest.raises(dataclasses.FrozenInstanceError):
        pet.name = "Max"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del pet.name
    with pytest.raises((AttributeError, TypeError)):
        pet.size = 3
    assert replace(pet, age=10).old
    assert not pet.old


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_frozen_instances_can_be_copied_and_pickled(protocol):
    pet = Pet("Rex", 4, known=["a"])
    again = pickle.loads(pickle.dumps(pet, protocol))
    for one in (again, copy.copy(pet), copy.deepcopy(pet)):
        assert (one, one.known) == (pet, ["a"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        again.name = "Max"


def test_each_instance_has_defaults_of_its_own():
    one, other = Pet("Rex"), Pet("Rex")
    one.known.append("x")
    assert other.known == []


def test_two_are_equal_if_what_is_compared_is():
    assert Pet("Rex", known=["a"]) == Pet("Rex", known=["b"])
    assert Pet("Rex") != Pet("Max")
    assert Pet("Rex") != Theirs("Rex")
    assert len({Pet("Rex"), Pet("Rex"), Pet("Max")}) == 2


def test_instances_that_change_have_no_hash():
    @dataclass(slots=True)
    class Count:
        number: int = 0

    count = Count()
    count.number = 2
    assert count == Count(2)
    with pytest.raises(TypeError):
        hash(count)


def test_what_a_class_has_itself_stays():
    @dataclass(eq=False)
    class Own:
        number: int
        twice: int = field(init=False)
        seen: list[int] = field(init=False, default_factory=list)

        def __post_init__(self) -> None:
            self.twice = 2 * self.number

        def __repr__(self) -> str:
            return "own"

    own = Own(2)
    assert (own.twice, own.seen, repr(own)) == (4, [], "own")
    assert own != Own(2)
    assert len({own, Own(2)}) == 2


def test_order_is_that_of_the_fields():
    @dataclass(frozen=True, slots=True, order=True)
    class Version:
        major: int
        minor: int = 0

    assert sorted([Version(2), Version(1, 5), Version(1)])[0] == Version(1)
    assert Version(1, 5) >= Version(1)
    assert not Version(1) > Version(1)
    with pytest.raises(TypeError):
        assert Version(1) < 3


def test_match_statements_know_the_fields():
    match Pet("Rex", 7):
        case Pet(name, age):
            assert (name, age) == ("Rex", 7)


def test_a_class_that_inherits_has_the_fields_of_both():
    @dataclass(frozen=True)
    class Named:
        name: str

    @dataclass(frozen=True)
    class Aged(Named):
        age: int = 1

    assert [one.name for one in dataclasses.fields(Aged)] == ["name", "age"]
    assert Aged("Rex", 2) == Aged("Rex", 2) != Aged("Rex", 3)
    assert repr(replace(Aged("Rex"), age=4)).endswith("Aged(name='Rex', age=4)")
