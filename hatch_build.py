"""Build hook of the wheel: compiled catalogs and the shipped data go inside the package."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.wheel import WheelBuilderConfig


class PackagedData(BuildHookInterface[WheelBuilderConfig]):
    """Puts resources/ at `_resources` and the .mo files at `_locale`, where `core/paths.py` looks first."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatch before a wheel is made; an editable install reads the checkout instead."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from tools.catalogs import compile_to

        self._folder = tempfile.TemporaryDirectory()
        for file in compile_to(Path(self._folder.name)):
            build_data["force_include"][str(file)] = (
                f"cultdip_desktop/_locale/{file.relative_to(self._folder.name).as_posix()}"
            )
        build_data["force_include"][str(Path(self.root) / "resources")] = "cultdip_desktop/_resources"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called by hatch when the wheel is finished: drop the temporary catalogs."""
        del version, build_data, artifact_path
        if hasattr(self, "_folder"):
            self._folder.cleanup()
