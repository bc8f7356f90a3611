/** The owner of everything here: the embedded AWS has one account. */
export const owner = { ID: "0000000000000000000000000000000000000000000000000000000000000000", DisplayName: "local" };
