"""Deploys Compose services on this host, one release at a time.

Every change is a transaction: files aside, images pulled, containers changed, health awaited. A
release that does not get healthy is undone and the one before it is put back. The transaction runs
in a systemd unit of its own, so it also ends when the session that asked for it is gone.

/opt/stacks/<service>/compose.yaml    the running release; `docker compose` works here by hand
                     /.env            which files its containers see
                     /current         -> releases/<release>
                     /releases/       the last ones: compose.yaml, .env, release.json, reloaded files
                     /files/          what containers see: config and secrets, by content, never changed
                     /reloaded/       what programs watch: changed in place, without a restart
                     /state.json      what runs, and what an interrupted transaction was doing
                     /history.jsonl   who did what when

Beside Docker's images, in moco-release-images, is which of them were pulled for releases.

`command_line` is where it starts, `transactions` what it does, `activation` the heart of that.
"""
