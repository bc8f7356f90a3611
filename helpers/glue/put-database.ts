import { AlreadyExistsException, CreateDatabaseCommand } from "@aws-sdk/client-glue";
import { glueClient } from "../clients";

/**
 * Makes a database in the Data Catalog where it is missing. Calls `glue:CreateDatabase`, which is free.
 *
 * @returns Whether it was made now.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDatabase.html
 */
export async function putDatabase(
  name: string,
  description = "Glue Quality Lab",
): Promise<"made" | "was there already"> {
  try {
    await glueClient().send(new CreateDatabaseCommand({ DatabaseInput: { Name: name, Description: description } }));
    return "made";
  } catch (error) {
    if (error instanceof AlreadyExistsException) {
      return "was there already";
    }
    throw error;
  }
}
