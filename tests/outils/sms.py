"""A telephone: a gateway for SMS, on this machine, that keeps what it is given."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def passerelle():
    """Yield `(address, received)`: the value of SMS_URL, and the list of `{"to": …, "text": …}` as they arrive."""
    recus = []

    class Guichet(BaseHTTPRequestHandler):
        def do_POST(self):
            recus.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(202)
            self.end_headers()

        def log_message(self, *_mots):
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Guichet) as guichet:
        fil = threading.Thread(target=guichet.serve_forever, daemon=True)
        fil.start()
        try:
            yield f"http://127.0.0.1:{guichet.server_port}/sms", recus
        finally:
            guichet.shutdown()
            fil.join()
