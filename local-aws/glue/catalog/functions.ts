import type { UserDefinedFunction, UserDefinedFunctionInput } from "@aws-sdk/client-glue";
import type { LinearPattern } from "../../event-loop/linear-pattern";
import { alreadyExists, checkName, invalidInput, notFound } from "../errors";
import type { DatabaseStore } from "./database-store";

/** User-defined functions: kept for the engines that ask for them, run by none of ours. */
export class Functions {
  constructor(
    private readonly find: (database: string) => DatabaseStore,
    private readonly all: () => readonly DatabaseStore[],
    private readonly accountId: string,
  ) {}

  create(database: string, input: UserDefinedFunctionInput): void {
    const store = this.find(database);
    const name = checkName("functionInput.functionName", input.FunctionName);
    if (store.functions.get(name)) {
      throw alreadyExists("Function already exists.");
    }
    this.write(store, name, input, new Date());
  }

  get(database: string, name: string): UserDefinedFunction {
    const found = this.find(database).functions.get(checkName("functionName", name));
    if (found === undefined) {
      throw notFound(`Function ${name} not found.`);
    }
    return found;
  }

  /** Functions whose name fits a regular expression; of all databases where none is named. */
  list(database: string | undefined, pattern: LinearPattern): UserDefinedFunction[] {
    const stores = database === undefined ? this.all() : [this.find(database)];
    return stores.flatMap((store) => store.functions.all().filter((one) => pattern.test(one.FunctionName ?? "")));
  }

  update(database: string, name: string, input: UserDefinedFunctionInput): void {
    const old = this.get(database, name);
    if (checkName("functionInput.functionName", input.FunctionName) !== old.FunctionName) {
      throw invalidInput("The embedded AWS does not rename functions: FunctionName has to stay.");
    }
    this.write(this.find(database), name.toLowerCase(), input, old.CreateTime ?? new Date());
  }

  delete(database: string, name: string): void {
    this.get(database, name);
    this.find(database).functions.delete([name.toLowerCase()]);
  }

  private write(store: DatabaseStore, name: string, input: UserDefinedFunctionInput, created: Date): void {
    store.functions.put([
      [
        name,
        {
          ...structuredClone(input),
          FunctionName: name,
          DatabaseName: store.database.Name,
          CreateTime: created,
          CatalogId: this.accountId,
        },
      ],
    ]);
  }
}
