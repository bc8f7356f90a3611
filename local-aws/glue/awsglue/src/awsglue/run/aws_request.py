"""A POST to Glue or CloudWatch, with Signature Version 4.

botocore has it too, but a job would wait for its import.

https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
"""

import hashlib
import hmac
import os
import urllib.request
from datetime import datetime, timezone
from urllib.parse import urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"
_TIMEOUT_SECONDS = 60


def post(endpoint: str, body: bytes, headers: dict[str, str], service: str) -> bytes:
    """Sends a request that is signed by the credentials and the region in the environment.

    Raises `urllib.error.HTTPError` for a refusal, another `OSError` where nothing answers.
    """
    request = urllib.request.Request(endpoint, body, _signed_headers(endpoint, body, headers, service))
    # the embedded AWS is on this machine: never through a proxy
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=_TIMEOUT_SECONDS) as response:
        return response.read()


def _signed_headers(url: str, body: bytes, headers: dict[str, str], service: str) -> dict[str, str]:
    time = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    address = urlsplit(url)
    signed = {**headers, "Host": address.netloc, "X-Amz-Date": time}
    token = os.environ.get("AWS_SESSION_TOKEN")
    if token:
        signed["X-Amz-Security-Token"] = token
    lower = {name.lower(): value for name, value in signed.items()}
    names = ";".join(sorted(lower))
    lines = "".join(f"{name}:{lower[name]}\n" for name in sorted(lower))
    digest = hashlib.sha256(body).hexdigest()
    canonical = f"POST\n{address.path or '/'}\n\n{lines}\n{names}\n{digest}"
    parts = [time[:8], os.environ.get("AWS_REGION", "us-east-1"), service, "aws4_request"]
    scope = "/".join(parts)
    text = f"{_ALGORITHM}\n{time}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = f"AWS4{os.environ.get('AWS_SECRET_ACCESS_KEY', '')}".encode()
    for part in [*parts, text]:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    credential = f"{os.environ.get('AWS_ACCESS_KEY_ID', '')}/{scope}"
    authorization = f"{_ALGORITHM} Credential={credential}, SignedHeaders={names}, Signature={key.hex()}"
    return {**signed, "Authorization": authorization}
