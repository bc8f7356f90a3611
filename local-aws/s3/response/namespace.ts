/** The XML namespace of S3's answers. */
export const s3Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

/** The owner of everything here: the embedded AWS has one account. */
export const owner = { ID: "0000000000000000000000000000000000000000000000000000000000000000", DisplayName: "local" };
