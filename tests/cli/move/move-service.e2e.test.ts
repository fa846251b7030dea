import { finishMove, undoMove } from "../../../cli/move/end-move";
import { moveService } from "../../../cli/move/move-service";
import { type MovePlan, planMove } from "../../../cli/move/plan-move";
import { askGuests, type ServiceFacts } from "../../../cli/move/service-facts";
import { aKeeper, makeVolume, startTwoGuests, type TwoGuests } from "./support/two-guests";

jest.setTimeout(240_000);

const wanted = { location: "pm1", service: "notes", to: "mgmt" };
const volume = "/var/lib/docker/volumes/notes-files/_data";
const service = aKeeper();

let guests: TwoGuests;
let lines: string[] = [];

const report = (line: string): void => void lines.push(line);
const facts = (): Promise<readonly ServiceFacts[]> =>
  askGuests(guests.shell, ["pm1-apps", "pm1-mgmt"], "notes");
const plan = async (): Promise<MovePlan> => planMove(wanted, await facts());
const digestOn = (guest: "apps" | "mgmt"): Promise<string> =>
  guests[guest].shell("moco-release digest notes notes-files");

beforeAll(async () => {
  guests = await startTwoGuests();
  await makeVolume(guests.apps, service);
  await guests.apps.deploy(service);
  // Whatever a volume may hold.
  await guests.apps.shell(`cd ${volume} &&
    mkdir -p deep/er && echo text > deep/er/file && chown 70:70 deep/er && chmod 2750 deep/er &&
    head -c 3000000 /dev/urandom > large && chmod 0600 large && chown 1000:1000 large &&
    ln -s /etc/shadow link && mkfifo pipe && ln large hard && touch "$(printf 'a\\nname \\377')" &&
    python3 -c 'import os; os.setxattr("large", "user.note", b"kept")' && chown 1000:1000 .`);
}, 240_000);

beforeEach(() => {
  lines = [];
});

afterAll(async () => {
  await guests.remove();
}, 60_000);

describe("npm run move", () => {
  it("puts the service back where its data cannot be brought", async () => {
    const before = await digestOn("apps");
    const failing = {
      ...guests.shell,
      pipe: () =>
        guests.shell.pipe(
          // A connection that is lost in the middle.
          { guest: "pm1-apps", command: "moco-release send notes notes-files | head -c 100000" },
          {
            guest: "pm1-mgmt",
            command: `moco-release receive notes notes-files --from pm1-apps --location pm1 --digest ${before}`,
          },
          () => undefined,
        ),
    };
    await expect(moveService(await plan(), { shell: failing, report })).rejects.toThrow(
      /^pm1-mgmt: .*tar could not write all of notes-files\.[\s\S]*\(exit code 1\)$/,
    );
    expect(lines.at(-1)).toBe(
      "It failed. What was brought to pm1-mgmt is removed, and notes starts again.",
    );
    expect((await guests.apps.shown("notes")).state).toBe("running");
    expect(await guests.apps.answerOf("notes")).toBe("first");
    expect(await digestOn("apps")).toBe(before);
    expect(await guests.mgmt.shell("docker volume ls -q")).toBe("");
  });

  it("stops it and brings every volume, to the last attribute", async () => {
    const before = await digestOn("apps");
    await moveService(await plan(), { shell: guests.shell, report });
    expect(lines.filter((line) => !line.includes("%"))).toEqual([
      "[1/2] notes stops on pm1-apps",
      "[2/2] notes-files, 3 MiB, goes to pm1-mgmt",
      `      arrived, digest ${before.slice(0, 12)} on both sides`,
    ]);
    expect(await digestOn("mgmt")).toBe(before);
    const look = `cd ${volume} && stat -c '%a %u:%g' . deep/er large && readlink link && python3 -c 'import os; print(os.getxattr("large", "user.note"))'`;
    expect(await guests.mgmt.shell(look)).toBe(
      "755 1000:1000\n2750 70:70\n600 1000:1000\n/etc/shadow\nb'kept'",
    );
    expect(await guests.apps.shell("docker ps -q")).toBe("");
  });

  it("has nothing left to do when it is run again", async () => {
    await moveService(await plan(), { shell: guests.shell, report });
    expect(lines.at(-1)).toBe("      notes-files is there already, with the same digest");
  });

  it("keeps the service from starting on the data that left, also after a reboot's or a hand's try", async () => {
    const refused = await guests.apps.apply(service);
    expect([refused.exitCode, refused.stderr]).toEqual([
      1,
      "notes: notes must not start here: the volume notes-files left for pm1-mgmt. See docs/runbooks/move.md: `npm run move` ends the move or takes it back.",
    ]);
    expect((await guests.apps.moco("rollback", "notes")).exitCode).toBe(1);
    expect(await guests.apps.shell("docker ps -q")).toBe("");
  });

  it("is taken back before the update", async () => {
    await undoMove(wanted, await facts(), { shell: guests.shell, report });
    expect(await guests.apps.answerOf("notes")).toBe("first");
    expect(await guests.mgmt.shell("docker volume ls -q")).toBe("");
  });

  it("lets the service start on the other guest on its own data alone", async () => {
    const arrived = ["arrived", "notes", "--from", "pm1-apps", "notes-files"];
    expect((await guests.mgmt.moco(...arrived)).stderr).toBe(
      "moco-release: the volume notes-files is not here. Nothing was changed; run `npm run move` first.",
    );
    await makeVolume(guests.mgmt, service);
    expect((await guests.mgmt.moco(...arrived)).stderr).toContain("did not come from pm1-apps");
    const copy = await moveService(await plan(), { shell: guests.shell, report });
    expect((await guests.mgmt.moco(...arrived, "--copy", "0123456789ab")).exitCode).toBe(1);
    expect((await guests.mgmt.moco(...arrived, "--copy", copy)).exitCode).toBe(0);
    await guests.mgmt.deploy(service);
    expect(await guests.mgmt.shell(`cat ${volume}/deep/er/file`)).toBe("text");
  });

  it("removes the old copy when it is told to, and not while the service is deployed there", async () => {
    expect((await guests.apps.moco("drop", "notes")).stderr).toBe(
      "moco-release: notes is deployed here; its volumes are not removed.",
    );
    // What the update does.
    await guests.apps.moco("remove", "notes");
    await finishMove(wanted, await facts(), { shell: guests.shell, report });
    expect(lines).toEqual(["pm1-apps: the copies of notes's volumes are removed"]);
    expect(await guests.apps.shell("docker volume ls -q")).toBe("");
    expect((await guests.mgmt.shown("notes")).state).toBe("running");
  });

  it("never removes what did not move, nor puts anything in its place", async () => {
    await makeVolume(guests.apps, service);
    await guests.apps.shell(`echo mine > ${volume}/mine`);
    expect((await guests.apps.moco("drop", "notes")).stderr).toBe(
      "moco-release: notes-files did not move: what it holds is nowhere else.",
    );
    const receive = ["receive", "notes", "notes-files", "--from", "pm1-mgmt", "--location", "pm1"];
    const { stderr } = await guests.apps.moco(...receive, "--digest", "0");
    expect(stderr).toContain("the volume notes-files is here already, and no move brought it.");
    expect(await guests.apps.shell(`cat ${volume}/mine`)).toBe("mine");
  });
});
