"""Microsoft's own Open XML SDK validator, run inside the test process.

The wheel `python-redlines-docxodus` ships a self-contained .NET program: a runtime and the SDK in one archive. Laid out
as a dotnet root (`host/fxr/<version>`, `shared/Microsoft.NETCore.App/<version>`), pythonnet can load that runtime.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import tarfile
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from tests.validators.absence import absent

REMEDY = "pip install 'plandocs[dev]'"
_DOCUMENTS = {".docx": "WordprocessingDocument", ".pptx": "PresentationDocument", ".xlsx": "SpreadsheetDocument"}


def sdk_findings(path: Path) -> list[str]:
    """Return what the SDK's validator says about a file, for Microsoft 365; empty when the file is clean."""
    sdk = _sdk()
    document_class = getattr(sdk["packaging"], _DOCUMENTS[path.suffix])
    try:
        document = document_class.Open(str(path), False)
    except sdk["errors"] as error:
        return [f"cannot be opened: {error}"]
    try:
        return [
            f"{item.Id} {item.Part.Uri if item.Part else ''} {item.Path.XPath if item.Path else ''}: {item.Description}"
            for item in sdk["validator"].Validate(document)
        ]
    finally:
        document.Dispose()


def revisions_resolved(data: bytes) -> tuple[bytes, bytes]:
    """Return a Word file with all tracked changes accepted, and with all rejected, as Docxodus does it.

    Docxodus continues Microsoft's Open XML PowerTools; it is in the same archive.
    """
    _sdk()
    import clr
    import System

    archive = _archive()
    assert archive is not None
    binaries = next((_dotnet_root(archive) / "shared" / "Microsoft.NETCore.App").iterdir())
    clr.AddReference(str(binaries / "Docxodus.dll"))
    import Docxodus

    document = Docxodus.WmlDocument("redline.docx", System.Array[System.Byte](data))
    accepted = Docxodus.RevisionProcessor.AcceptRevisions(document)
    rejected = Docxodus.RevisionProcessor.RejectRevisions(document)
    return bytes(accepted.DocumentByteArray), bytes(rejected.DocumentByteArray)


@cache
def _sdk() -> dict[str, Any]:
    """Load the runtime once a process, 0.7 s, and return the parts of the SDK the harness uses."""
    archive = _archive()
    if archive is None or importlib.util.find_spec("pythonnet") is None:
        absent("the Open XML SDK", REMEDY)
    root = _dotnet_root(archive)
    import pythonnet

    pythonnet.load("coreclr", runtime_config=str(root / "validator.runtimeconfig.json"), dotnet_root=str(root))
    import clr

    binaries = next((root / "shared" / "Microsoft.NETCore.App").iterdir())
    for name in ("DocumentFormat.OpenXml.Framework.dll", "DocumentFormat.OpenXml.dll"):
        clr.AddReference(str(binaries / name))
    import System
    from DocumentFormat.OpenXml import FileFormatVersions, Packaging
    from DocumentFormat.OpenXml.Validation import OpenXmlValidator

    validator = OpenXmlValidator(FileFormatVersions.Microsoft365)
    return {"packaging": Packaging, "validator": validator, "errors": System.Exception}


def _archive() -> Path | None:
    spec = importlib.util.find_spec("python_redlines_docxodus")
    if spec is None or spec.origin is None:
        return None
    return next(iter(sorted((Path(spec.origin).parent / "_binaries").glob("*.tar.gz"))), None)


def _dotnet_root(archive: Path) -> Path:
    """Unpack the archive once a machine, whole or not at all, and return the dotnet root."""
    identity = hashlib.sha256(f"{archive}{archive.stat().st_size}{archive.stat().st_mtime_ns}".encode()).hexdigest()
    root = Path(tempfile.gettempdir()) / f"plandocs-open-xml-sdk-{os.getuid()}-{identity[:12]}"
    if root.exists():
        return root
    making = Path(tempfile.mkdtemp(prefix="plandocs-open-xml-sdk-"))
    program = making / "program"
    with tarfile.open(archive) as packed:
        packed.extractall(program, filter="data")
    config = json.loads(next(program.glob("*.runtimeconfig.json")).read_text("utf-8"))
    version = config["runtimeOptions"]["includedFrameworks"][0]["version"]
    # A framework folder is told by its deps file; the program's own lists the same libraries.
    shutil.copy(next(program.glob("*.deps.json")), program / "Microsoft.NETCore.App.deps.json")
    _link(program / "libhostfxr.so", making / "host" / "fxr" / version / "libhostfxr.so")
    _link(program, making / "shared" / "Microsoft.NETCore.App" / version)
    options = {
        "tfm": config["runtimeOptions"]["tfm"],
        "framework": {"name": "Microsoft.NETCore.App", "version": version},
        "configProperties": {"System.Globalization.Invariant": True},
    }
    (making / "validator.runtimeconfig.json").write_text(json.dumps({"runtimeOptions": options}), "utf-8")
    try:
        making.rename(root)
    except OSError:
        shutil.rmtree(making)
    return root


def _link(target: Path, link: Path) -> None:
    link.parent.mkdir(parents=True)
    link.symlink_to(os.path.relpath(target, link.parent), target_is_directory=target.is_dir())
