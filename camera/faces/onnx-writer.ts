/**
 * Writes a network in the ONNX format (protocol buffers, opset 13) into memory: just what the three face networks need.
 * Pictures come in as [1, height, width, channels] and are turned once; weights are given as TensorFlow orders them.
 */

/** Field numbers of onnx.proto3. */
const tensorFields = { dims: 1, type: 2, name: 8, raw: 9 } as const;
const nodeFields = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 } as const;
const attributeFields = { name: 1, integer: 3, text: 4, integers: 8, type: 20 } as const;
const graphFields = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
const modelFields = { irVersion: 1, producer: 2, graph: 7, opsetImport: 8 } as const;
const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
const attributeTypes = { integer: 2, text: 3, integers: 7 } as const;

const irVersion = 8;
const opsetVersion = 13;
/** onnxruntime's own operators. */
export const ortDomain = 'com.microsoft';
const ortOpsetVersion = 1;

type ElementType = keyof typeof elementTypes;
type Attribute = number | string | readonly number[];
type Shape = readonly (number | string)[];
/** The name of what one node hands to others. */
export type Edge = string;

export class OnnxGraph {
  readonly #nodes: Buffer[] = [];
  readonly #constants: Buffer[] = [];
  readonly #inputs: Buffer[] = [];
  readonly #outputs: Buffer[] = [];
  #count = 0;

  input(name: string, type: ElementType, shape: Shape): Edge {
    this.#inputs.push(valueInfo(name, type, shape));
    return name;
  }

  /** Gives an edge a name by which the result is asked for. */
  output(name: string, edge: Edge, shape: Shape): void {
    this.#nodes.push(nodeBytes('Identity', [edge], name, {}));
    this.#outputs.push(valueInfo(name, 'float32', shape));
  }

  floats(shape: readonly number[], values: Float32Array): Edge {
    return this.#constant('float32', shape, values);
  }

  integers(values: readonly number[]): Edge {
    return this.#constant('int64', [values.length], BigInt64Array.from(values, BigInt));
  }

  int8s(shape: readonly number[], values: Int8Array): Edge {
    return this.#constant('int8', shape, values);
  }

  int32s(values: Int32Array): Edge {
    return this.#constant('int32', [values.length], values);
  }

  /** A single one. */
  uint8(value: number): Edge {
    return this.#constant('uint8', [], Uint8Array.of(value));
  }

  node(
    operator: string,
    inputs: readonly Edge[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = '',
  ): Edge {
    const output = this.#nextName();
    this.#nodes.push(nodeBytes(operator, inputs, output, attributes, domain));
    return output;
  }

  bytes(): Uint8Array {
    const graph = Buffer.concat([
      ...this.#nodes.map((node) => block(graphFields.node, node)),
      block(graphFields.name, 'faces'),
      ...this.#constants.map((constant) => block(graphFields.initializer, constant)),
      ...this.#inputs.map((input) => block(graphFields.input, input)),
      ...this.#outputs.map((output) => block(graphFields.output, output)),
    ]);
    const opset = Buffer.concat([block(1, ''), integer(2, opsetVersion)]);
    const ortOpset = Buffer.concat([block(1, ortDomain), integer(2, ortOpsetVersion)]);
    return Buffer.concat([
      integer(modelFields.irVersion, irVersion),
      block(modelFields.producer, 'rostrum'),
      block(modelFields.graph, graph),
      block(modelFields.opsetImport, opset),
      block(modelFields.opsetImport, ortOpset),
    ]);
  }

  #constant(type: ElementType, shape: readonly number[], values: NodeJS.ArrayBufferView): Edge {
    const name = this.#nextName();
    this.#constants.push(
      Buffer.concat([
        ...shape.map((length) => integer(tensorFields.dims, length)),
        integer(tensorFields.type, elementTypes[type]),
        block(tensorFields.name, name),
        block(tensorFields.raw, Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
      ]),
    );
    return name;
  }

  #nextName(): Edge {
    this.#count += 1;
    return `e${this.#count}`;
  }
}

function nodeBytes(
  operator: string,
  inputs: readonly Edge[],
  output: Edge,
  attributes: Readonly<Record<string, Attribute>>,
  domain = '',
): Buffer {
  return Buffer.concat([
    ...inputs.map((input) => block(nodeFields.input, input)),
    block(nodeFields.output, output),
    block(nodeFields.name, `make-${output}`),
    block(nodeFields.operator, operator),
    ...Object.entries(attributes).map(([name, value]) => block(nodeFields.attribute, attributeBytes(name, value))),
    block(nodeFields.domain, domain),
  ]);
}

function attributeBytes(name: string, value: Attribute): Buffer {
  const { integer: integerField, text, integers, type } = attributeFields;
  if (typeof value === 'string') {
    return Buffer.concat([block(attributeFields.name, name), block(text, value), integer(type, attributeTypes.text)]);
  }
  if (typeof value === 'number') {
    const number = integer(integerField, value);
    return Buffer.concat([block(attributeFields.name, name), number, integer(type, attributeTypes.integer)]);
  }
  const numbers = value.map((item) => integer(integers, item));
  return Buffer.concat([block(attributeFields.name, name), ...numbers, integer(type, attributeTypes.integers)]);
}

function valueInfo(name: string, type: ElementType, shape: Shape): Buffer {
  const dims = shape.map((length) => block(1, typeof length === 'string' ? block(2, length) : integer(1, length)));
  const tensorType = Buffer.concat([integer(1, elementTypes[type]), block(2, Buffer.concat(dims))]);
  return Buffer.concat([block(1, name), block(2, block(1, tensorType))]);
}

/** A field of protocol buffers that holds bytes, a text or another message. */
function block(field: number, content: Buffer | string): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

/** No negative number is needed here. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
