"""What is raised where the main job cannot be done at all."""

from collections.abc import Sequence

from tanggap.intake import UnreadableList
from tanggap.language import Sentence


class NothingDone(Exception):
    """The job could not be done at all; `sentence` says why and what to do.

    `unreadable` holds the lists that could not be read, if that was the reason.
    """

    def __init__(self, sentence: Sentence, unreadable: Sequence[UnreadableList] = ()) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence
        self.unreadable = tuple(unreadable)
