"""`make generate`: stubs and descriptors from protos/, only when something changed.

Written beside the old ones first and then copied over file by file, so that a program which
runs meanwhile never sees half a package. A broken proto leaves what was there.
"""

from __future__ import annotations

import compileall
import fcntl
import filecmp
import shutil
import sys
import tempfile
from pathlib import Path

import yaml
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from deploy.toolchain import third_party
from deploy.toolchain.digest import digest, files_under
from deploy.toolchain.paths import GEN, LOCK, PROTOS, ROOT, WEB
from deploy.toolchain.run import StepFailedError, run

_PYTHON = GEN / "python"
_TYPESCRIPT = WEB / "src/gen"
_DESCRIPTORS = GEN / "descriptors.binpb"
_STAMP = GEN / ".stamp"
_ES_PLUGIN = WEB / "node_modules/@bufbuild/protoc-gen-es/package.json"


def generate() -> bool:
    """Brings everything generated up to date. True when something had to be done."""
    GEN.mkdir(exist_ok=True)
    with (GEN / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once: the second finds the work done
        third_party.ensure()
        inputs = _inputs()
        if _STAMP.is_file() and _STAMP.read_text() == f"{inputs} {_outputs()}":
            return False
        with tempfile.TemporaryDirectory(dir=GEN, prefix=".new-") as work:
            _build(Path(work))
        _STAMP.write_text(f"{inputs} {_outputs()}")
    return True


def _inputs() -> str:
    config = [ROOT / "buf.yaml", ROOT / "buf.gen.yaml", LOCK, _ES_PLUGIN]
    return digest(files_under(PROTOS, *config, Path(__file__)))


def _outputs() -> str:
    """Over what was made, so that an edited or missing file is made again."""
    return digest(files_under(_PYTHON, _TYPESCRIPT, _DESCRIPTORS))


def _build(work: Path) -> None:
    descriptors = work / "gen/descriptors.binpb"
    descriptors.parent.mkdir(parents=True)
    run(["buf", "build", "--as-file-descriptor-set", "-o", descriptors])
    run(["buf", "generate", "--template", _template(work), "-o", work])
    _grpc_classes(descriptors, work / "gen/python")
    _bring_over(work / "gen/python", _PYTHON)
    if _ES_PLUGIN.is_file():
        _bring_over(work / "clients/web/src/gen", _TYPESCRIPT)
    shutil.copyfile(descriptors, _DESCRIPTORS)
    # Now, and not at every start: some people's Pythons keep nothing of what they compile.
    compileall.compile_dir(_PYTHON, quiet=1)


def _template(work: Path) -> Path:
    """buf.gen.yaml, with the TypeScript plugin where its package is, or without it."""
    template = yaml.safe_load((ROOT / "buf.gen.yaml").read_text())
    for plugin in list(template["plugins"]):
        if plugin.get("local") == "protoc-gen-es":
            plugin["local"] = str(WEB / "node_modules/.bin/protoc-gen-es")
            if not _ES_PLUGIN.is_file():
                template["plugins"].remove(plugin)
    path = work / "buf.gen.yaml"
    path.write_text(yaml.safe_dump(template))
    return path


def _grpc_classes(descriptors: Path, out: Path) -> None:
    files = FileDescriptorSet.FromString(descriptors.read_bytes()).file
    ours = [f.name for f in files if f.service and f.name.startswith("here2order/")]
    if ours:
        protoc = [sys.executable, "-m", "grpc_tools.protoc"]
        run([*protoc, f"--descriptor_set_in={descriptors}", f"--grpc_python_out={out}", *ours])
    for stub in out.rglob("*_pb2_grpc.pyi"):  # no types for what is not there
        if not stub.with_suffix(".py").exists():
            stub.unlink()


def _bring_over(made: Path, target: Path) -> None:
    names = {file.relative_to(made) for file in files_under(made)}
    for name in names:
        goal = target / name
        if not (goal.is_file() and filecmp.cmp(made / name, goal, shallow=False)):
            goal.parent.mkdir(parents=True, exist_ok=True)
            (made / name).replace(goal)
    for old in files_under(target):
        if old.relative_to(target) not in names:
            old.unlink()


def main() -> int:
    try:
        print("generate:", "done" if generate() else "up to date")
    except StepFailedError as failure:
        print(f"generate: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
