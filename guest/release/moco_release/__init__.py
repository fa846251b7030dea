"""Deploys Compose services on this host, one release at a time.

Every change is a transaction: files aside, images pulled, containers changed, health awaited. A
release that does not get healthy is rolled back: the one before it is put back. The transaction runs
in a systemd unit of its own, so it also ends when the session that asked for it is gone.

/opt/stacks/<service>/compose.yaml    the running release; `docker compose` works here by hand
                     /.env            which files its containers see
                     /current         -> releases/<release>
                     /releases/       the last ones: compose.yaml, .env, release.json, reloaded files
                     /files/          what containers see: config and secrets, by content, never changed
                     /reloaded/       what programs watch: changed in place, without a restart
                     /state.json      what runs, and what an interrupted transaction was doing
                     /history.jsonl   who did what when

Beside a volume's data, in moco-move.json, is where it moves to or came from.
Beside Docker's images, in moco-release-images, is which of them were pulled for releases.

Modules import downwards only, in this order:

command_line      what can be asked, and the answers that change nothing
move_commands     what `npm run move` asks
healing           restarts what does not get healthy by itself
transaction       what can be done to a service, in a unit of its own
moving            brings its volumes to another host
activation        makes a staged release run, or rolls it back
failure_report    what an operator would look up next
staging           a release's files: put there, made the current ones, removed
store             what is known of a service: state, releases, history, lock
volumes           its volumes here, and what is written beside each while it moves
tree              what a folder holds, as one number
networks          networks that containers join while they run
docker            Compose, containers, images
payload           what `apply` reads on standard input
host              where things are, what may be said, other programs
secret_values     keeps secrets out of texts, and out of names
files             files and folders that are there whole or not at all
"""


class Refused(Exception):
    """The one exception that is an answer: ends the command with this text and exit code 1."""
