"""A contract for import-linter: between apps, only public modules are imported."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PublicModulesContract(Contract):
    """An app may use of another app only the modules named public."""

    root = fields.StringField()
    apps = fields.SetField(subfield=fields.StringField())
    public = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        """Find every import of a module that its app keeps to itself."""
        trespasses = [
            (importer, imported)
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self._trespasses(importer, imported)
        ]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name who reaches into what."""
        for importer, imported in check.metadata["trespasses"]:
            output.print_error(f"{importer} reaches into {imported}")

    def _trespasses(self, importer: str, imported: str) -> bool:
        origin, home = self._app_of(importer), self._app_of(imported)
        if origin is None or home is None or origin == home:
            return False
        part = imported.removeprefix(f"{self.root}.{home}").strip(".").split(".")[0]
        return bool(part) and part not in self.public  # type: ignore[operator]

    def _app_of(self, module: str) -> str | None:
        name = module.removeprefix(f"{self.root}.").split(".")[0]
        return name if name in self.apps else None  # type: ignore[operator]
