import type { RequestContext } from "./service";

/**
 * One operation, in a file of its own that has AWS's name of it.
 *
 * @param context What the service's operations work on.
 * @param input AWS's input: nothing comes here that AWS's model does not allow.
 * @param request Who asks, and where.
 */
export type Operation<Context, Input, Output> = (
  context: Context,
  input: Input,
  request: RequestContext,
) => Promise<Output> | Output;

/** The operations of a service by AWS's names, whatever their input and output. */
export type OperationTable<Context> = Readonly<Record<string, Operation<Context, never, unknown>>>;

/** What the SDK of a service exports: a class for the command of each operation. */
type CommandOf<Sdk, Name extends string> =
  Sdk extends Readonly<Record<`${Name}Command`, infer Command>>
    ? Command extends abstract new (
        ...input: never
      ) => infer Instance
      ? Instance
      : never
    : never;

/** AWS's names of a service's operations, as its SDK has them. */
export type OperationName<Sdk> = keyof Sdk extends infer Export
  ? Export extends `${infer Name}Command`
    ? Name
    : never
  : never;

type InputOf<Command> = Command extends { readonly input: infer Input } ? Checked<Input> : never;

/**
 * An input as the door lets it in: at every depth, what AWS's model requires is there. The SDK has it as a member that must
 * be named and may be undefined.
 */
export type Checked<Input> = Input extends Date | Uint8Array
  ? Input
  : Input extends readonly (infer Item)[]
    ? Checked<Item>[]
    : Input extends object
      ? {
          [Name in keyof Input]: Partial<Pick<Input, Name>> extends Pick<Input, Name>
            ? Checked<Input[Name]>
            : Checked<Exclude<Input[Name], undefined>>;
        }
      : Input;

type OutputOf<Command> = Command extends {
  resolveMiddleware(...args: never): (...args: never) => Promise<{ readonly output: infer Output }>;
}
  ? AnswerOf<Omit<Output, "$metadata">>
  : never;

/** An answer without members may be nothing at all. */
// biome-ignore lint/suspicious/noConfusingVoidType: it is the type of a function that returns nothing.
type AnswerOf<Output> = keyof Output extends never ? Output | void : Output;

/**
 * Operations of a service, each of which takes the input and gives the output that the SDK has of that name.
 *
 * @typeParam Sdk The SDK's client, such as `typeof import("@aws-sdk/client-glue")`.
 */
export type OperationsOf<Sdk, Context> = {
  readonly [Name in OperationName<Sdk>]?: Operation<
    Context,
    InputOf<CommandOf<Sdk, Name>>,
    OutputOf<CommandOf<Sdk, Name>>
  >;
};
