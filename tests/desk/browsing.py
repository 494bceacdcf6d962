"""A browser without a screen: it asks the desk for pages and fills their forms."""

from __future__ import annotations

import time
from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

BASE = "http://127.0.0.1:8765"


class Browser:
    """A client that fills forms with the token of its pages, as a person's browser does."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def page(self, path: str) -> html.HtmlElement:
        """The page at a path."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
        return html.fromstring(answer.text)

    def csrf(self) -> str:
        """The token of the session."""
        return self.page("/").xpath("//body/@data-csrf")[0]

    def post(self, path: str, data: dict | None = None, files=None, script: bool = False):
        """Send a form; `script` asks as the script of the page does."""
        token = self.csrf()
        headers = {"x-csrf": token} if script else {}
        return self.client.post(path, data={"csrf": token, **(data or {})}, files=files, headers=headers)

    def hand_in(self, *files: Path) -> str:
        """Upload files and wait until all are read; the address of the batch."""
        sent = [("file", (file.name, file.read_bytes())) for file in files]
        answer = self.post("/upload", files=sent)
        batch = answer.headers["location"]
        for _ in range(300):
            queue = self.client.get(f"{batch}/queue").json()
            if not queue["waiting"]:
                return batch
            time.sleep(0.1)
        raise AssertionError(queue)

    def documents(self, batch: str) -> dict[str, str]:
        """Names and addresses of the documents of a batch."""
        links = self.page(batch).xpath("//a[@class='title']")
        return {link.text_content(): link.get("href") for link in links}

    def panel(self, document: str, at: str) -> html.HtmlElement:
        """The place at hand."""
        return self.page(f"{document}?at={at}").get_element_by_id("panel")

    def decide(self, document: str, at: str, do: str, script: bool = False, **facts):
        """Send one of the forms of the panel with its hidden fields."""
        form = self.panel(document, at).xpath(f".//form[input[@name='do' and @value='{do}']]")[0]
        hidden = {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}
        return self.post(form.get("action"), {**hidden, **facts}, script=script)
