/** Shows where a piece of work stands; the next line may hide this one. */
export type Report = (line: string) => void;
