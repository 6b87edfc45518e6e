"""Joining a Ray cluster, or saying in one sentence that there is none."""

import logging
import os
import signal
import socket
from threading import current_thread, main_thread

import ray
from ray._private import worker as ray_driver
from ray.exceptions import RayError

from pipelines.errors import ClusterError

_TALK = "_worker_logs_enabled"  # of Ray, which tells of lost machines on stdout, where only our paths go
_PING_SECONDS = 5.0


def connect(address: str) -> None:
    """Connect to a cluster; what ends this process stays as it was.

    Raises:
        ClusterError: there is no such cluster.
    """
    os.environ.setdefault("RAY_gcs_server_port_wait_time_s", "1")  # else Ray asks a cluster that is gone for minutes
    before = signal.getsignal(signal.SIGTERM)
    try:
        if address != "auto":
            _knock(address)
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR)
        setattr(ray_driver, _TALK, False)
    except (OSError, RuntimeError, ValueError, RayError) as error:
        where = "on this machine" if address == "auto" else f"at {address}"
        raise ClusterError(
            f"There is no Ray cluster {where} that this one may join. Give HOST:PORT, or start one: "
            "ray start --head --disable-usage-stats"
        ) from error
    finally:
        if current_thread() is main_thread():
            signal.signal(signal.SIGTERM, before)


def _knock(address: str) -> None:
    """Find out whether anybody listens at HOST:PORT, which Ray itself would try for minutes.

    Raises:
        OSError, ValueError: nobody does, or it is no such address.
    """
    host, _, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), _PING_SECONDS):
        pass
