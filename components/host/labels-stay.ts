/**
 * For Docker's volumes and networks, of which Docker changes nothing in place: another label would be another
 * volume without the data, or another network of a name that is taken and in use. They keep those they were
 * made with.
 */
export const labelsStay = { ignoreChanges: ["labels"] };
