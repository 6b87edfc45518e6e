from pathlib import Path

import numpy as np
import pytest

from pipelines.stages.raytrace.mesh import write_ply
from pipelines.stages.raytrace.solids import box_faces


@pytest.mark.parametrize("side", ["left", "right", "front", "back", "bottom", "top"])
def test_faces_are_written_wound_as_their_normals_look(side: str, tmp_path: Path) -> None:
    mesh = box_faces((4, 3, 2))[side]
    write_ply(tmp_path / "side.ply", mesh, facets=False)
    body = (tmp_path / "side.ply").read_bytes().split(b"end_header\n")[1]
    rows = np.frombuffer(body[: len(mesh.points) * 32], "<f4").reshape(-1, 8)
    faces = np.frombuffer(body[len(mesh.points) * 32 :], np.dtype([("count", "u1"), ("corners", "<i4", 3)]))["corners"]
    corners = rows[faces, :3]
    looks = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert ((looks * rows[faces, 3:6].sum(axis=1)).sum(axis=1) > 0).all()
