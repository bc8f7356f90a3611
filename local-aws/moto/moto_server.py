"""A moto server on a free loopback port. It prints the port, and runs until it is killed."""

import threading

from moto.core.config import default_user_config
from moto.server import ThreadedMotoServer

# state machines run, instead of only changing their state
default_user_config["stepfunctions"] = {"execute_state_machine": True}

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
threading.Event().wait()
