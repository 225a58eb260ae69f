"""Fills gen/third_party with the protos that ours import. They are never committed.

google/{api,rpc,type} come from the wheel googleapis-common-protos, which is installed.
buf/validate/validate.proto is in no wheel: it comes from protovalidate's source archive,
of the version and by the hash that the lock names, through pip.
"""

from __future__ import annotations

import shutil
import sys
import tarfile
import tempfile
from importlib import metadata
from pathlib import Path

from deploy.toolchain.paths import LOCK, THIRD_PARTY
from deploy.toolchain.run import run

_GOOGLE = ("google/api", "google/rpc", "google/type")
_VALIDATE = "buf/validate/validate.proto"

# pip builds a source archive's metadata before it hands the archive out, which would take a Rust
# toolchain here. This stands in for the build backend and says what the lock says anyway.
_BACKEND = """
from pathlib import Path

def prepare_metadata_for_build_wheel(directory, config_settings=None):
    info = Path(directory, "protovalidate-{version}.dist-info")
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\\nName: protovalidate\\nVersion: {version}\\n"
    )
    return info.name
"""


def ensure() -> None:
    """Brings the folder up to date; does nothing when it is."""
    stamp = THIRD_PARTY / ".stamp"
    wanted = f"{_version('googleapis-common-protos')}\n{_locked('protovalidate')}"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    shutil.rmtree(THIRD_PARTY, ignore_errors=True)
    _copy_google()
    _fetch_validate()
    stamp.write_text(wanted)


def _copy_google() -> None:
    for file in metadata.files("googleapis-common-protos") or ():
        if file.suffix == ".proto" and file.as_posix().startswith(_GOOGLE):
            target = THIRD_PARTY / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(str(file.locate())), target)


def _fetch_validate() -> None:
    version = _version("protovalidate")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / "maturin.py").write_text(_BACKEND.format(version=version))
        (work / "wanted.txt").write_text(_locked("protovalidate"))
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        pip += ["--no-deps", "--no-build-isolation", "--no-binary", "protovalidate"]
        pip += ["--require-hashes", "-r", str(work / "wanted.txt"), "-d", str(work)]
        run(pip, env={"PYTHONPATH": str(work)})
        target = THIRD_PARTY / _VALIDATE
        target.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(work / f"protovalidate-{version}.tar.gz") as archive:
            source = archive.extractfile(f"protovalidate-{version}/proto/{_VALIDATE}")
            if source is None:
                raise FileNotFoundError(f"{_VALIDATE} in protovalidate {version}")
            target.write_bytes(source.read())


def _version(package: str) -> str:
    return metadata.version(package)


def _locked(package: str) -> str:
    """The package's entry in the lock, hashes and all."""
    lines: list[str] = []
    for line in LOCK.read_text().splitlines():
        if line.startswith(f"{package}=="):
            lines.append(line)
        elif lines and not line.startswith("    --hash"):
            break
        elif lines:
            lines.append(line)
    return "\n".join(lines).rstrip(" \\") + "\n"
