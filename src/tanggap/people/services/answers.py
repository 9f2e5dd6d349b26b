"""The engine's answer beside what the registry says: which people change, and how."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from tanggap.linkage import Linkage
from tanggap.people.domain.stability import keep_names
from tanggap.people.services import linking
from tanggap.people.services.evidence import Said, Scales, probability
from tanggap.people.services.linking import Move
from tanggap.people.services.loading import Registry


@dataclass(slots=True)
class Answer:
    """Clusters of rows, the people that they are, and the clusters that differ from the registry.

    `person_of` holds None for a cluster that is somebody new, until it is written. The first
    `settled` rows stay where they are, whoever joins them.
    """

    ids: list[int]
    members: dict[int, list[int]]
    person_of: dict[int, int | None]
    household: list[int]
    changed: list[int]
    scales: Scales
    settled: int = 0

    @property
    def rows(self) -> int:
        """How many rows were matched."""
        return len(self.ids) - self.settled

    @property
    def people(self) -> int:
        """How many people they are."""
        return len(self.members)

    def size_of(self, cluster: int) -> int:
        """Return how many rows a cluster has."""
        return len(self.members[cluster])

    def home_of(self, cluster: int) -> int:
        """Return the engine's household of a cluster."""
        return self.household[self.members[cluster][0]]

    def clusters_of(self, records: Collection[int]) -> set[int]:
        """Return the clusters that hold any of these records."""
        if not records:
            return set()
        wanted = set(records)
        return {
            cluster
            for cluster, rows in self.members.items()
            if any(self.ids[row] in wanted for row in rows)
        }

    def moves_of(self, clusters: Sequence[int]) -> list[Move]:
        """Return the moves that make clusters people; those who are new get an id."""
        new = [cluster for cluster in clusters if self.person_of[cluster] is None]
        self.person_of |= dict(zip(new, linking.found_people(len(new)), strict=True))
        weighed = self._weighed(clusters)
        return [
            self._move(row, cluster, weighed)
            for cluster in clusters
            for row in self.members[cluster]
            if row >= self.settled
        ]

    def _weighed(self, clusters: Sequence[int]) -> dict[int, tuple[float, Said]]:
        """Weigh each row against the first of its person, and the first against its best match."""
        pairs = [(self.members[c][0], row) for c in clusters for row in self.members[c][1:]]
        rows = np.array(pairs, dtype=np.int32).reshape(-1, 2)
        bits, evidence = self.scales.weigh(rows[:, 0], rows[:, 1])
        weighed: dict[int, tuple[float, Said]] = {}
        for (first, row), weight, said in zip(pairs, bits, evidence, strict=True):
            weighed[row] = (weight, said)
            if first not in weighed or weight > weighed[first][0]:
                weighed[first] = (weight, said)
        return weighed

    def _move(self, row: int, cluster: int, weighed: dict[int, tuple[float, Said]]) -> Move:
        person = self.person_of[cluster]
        assert person is not None  # noqa: S101 - made above
        if row not in weighed:
            return Move(self.ids[row], person)
        bits, evidence = weighed[row]
        return Move(self.ids[row], person, bits, probability(bits), evidence)


def answer_of(registry: Registry, linkage: Linkage) -> Answer:
    """Compare the engine's clusters with the people that the rows are now."""
    clusters: list[int] = linkage.person.tolist()
    before = registry.persons()
    person_of = keep_names(clusters, before)
    members: dict[int, list[int]] = {}
    changed: set[int] = set()
    for row, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(row)
        if before[row] is None or person_of[cluster] != before[row]:
            changed.add(cluster)
    if registry.placing:
        members = {cluster: members[cluster] for cluster in changed}
    return Answer(
        ids=registry.ids,
        members=members,
        person_of=person_of,
        household=linkage.household.tolist(),
        changed=sorted(changed),
        scales=Scales(linkage),
        settled=len(registry.people),
    )
