"""The suite's own guards: each must be able to see what it is there for."""

import smtplib
import socket

import pytest


def connect() -> None:
    with socket.socket() as one:
        one.connect(("192.0.2.1", 80))


REACHING_OUT = [
    connect,
    lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
    lambda: smtplib.SMTP("mail.example", timeout=1),
]


@pytest.mark.parametrize("reach_out", REACHING_OUT)
def test_nothing_leaves_this_machine(reach_out):
    with pytest.raises(pytest.fail.Exception, match="to the outside"):
        reach_out()


def test_a_server_of_the_test_itself_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
