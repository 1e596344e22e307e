"""How the app is served: `gunicorn -c config/gunicorn.py config.wsgi`.

BIND             address and port (default 127.0.0.1:8000)
WEB_CONCURRENCY  worker processes (default: one a core, at most four)
TRUST_PROXY      yes when a proxy stands in front: it buffers slow phones, so one thread a worker
                 is quickest. Without a proxy a second thread keeps a slow phone from holding up
                 the others.
ACCESS_LOG       yes (default) or no
"""

import logging
import os
import signal
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker

from config.logs import Redacted, Unseen

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY") or min(os.cpu_count() or 1, 4))
threads = 1 if os.environ.get("TRUST_PROXY") == "yes" else 2
worker_class = "sync" if threads == 1 else "gthread"
timeout = 30
graceful_timeout = 10
# A worker starts anew now and then, not all at once, so that memory cannot creep up for ever.
max_requests = 10_000
max_requests_jitter = 1_000
# A request line of ours is short; a longer one is no visitor.
limit_request_line = 2_048
accesslog = "-" if os.environ.get("ACCESS_LOG", "yes") == "yes" else None
loglevel = os.environ.get("LOG_LEVEL", "info")
# Status, size and time; no address and no referrer, which say who a visitor is.
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s %(M)sms'
control_socket_disable = True


class RedactedLogger(Logger):
    """gunicorn's own logger: without the tokens, and without lines that nobody may have."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.setFormatter(Redacted(inner=handler.formatter or logging.Formatter()))
                handler.addFilter(Unseen())


logger_class = RedactedLogger


def post_worker_init(worker: Worker) -> None:
    """Ctrl-C in a terminal reaches every process; a worker waits for the word of its master.

    Two signals shortly after each other lock a worker with threads until it is killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
