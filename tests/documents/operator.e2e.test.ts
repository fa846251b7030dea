import { firstDeployment } from "./parts/first-deployment";
import { destroyInOrder } from "./parts/destroy";
import { guestThatIsGone } from "./parts/guest-that-is-gone";
import { interruptedDeployment } from "./parts/interrupted-deployment";
import { previewWithoutWriting } from "./parts/preview-without-writing";
import { restore } from "./parts/restore";
import { rotation } from "./parts/rotation";
import { Desk } from "./support/desk";

/** What documents tell an operator to run, as they write it, one after the other on one desk. */
describe("an operator", () => {
  let desk: Desk | undefined;
  const deskOf = (): Desk => {
    if (desk === undefined) throw new Error("The desk was not opened.");
    return desk;
  };

  beforeAll(async () => {
    desk = await Desk.open();
  }, 600_000);

  afterAll(() => {
    desk?.remove();
  });

  describe("moves a company onto it", () => {
    firstDeployment(deskOf);
  });

  describe("previews with rights to read the state only", () => {
    previewWithoutWriting(deskOf);
  });

  describe("rotates every secret", () => {
    rotation(deskOf);
  });

  describe("puts an older state back", () => {
    restore(deskOf);
  });

  describe("gets a guest back that is gone", () => {
    guestThatIsGone(deskOf);
  });

  describe("mends a deployment that was interrupted", () => {
    interruptedDeployment(deskOf);
  });

  describe("destroys a location", () => {
    destroyInOrder(deskOf);
  });
});
