// Machines boot, images are pulled: what hangs is stopped by its own time limit first.
jest.setTimeout(900_000);
