"""Kokoro's own durations, brought out of its ONNX graph."""

DURATIONS = "/encoder/Gather_output_0"
"""The tensor that holds how many hops each token lasts, start and end signs included: int64, shape (tokens,)."""

HOP = 600
"""Samples of a duration's unit: 25 ms. The durations' sum times HOP is the sound's length, exactly."""

_INT64 = 7  # onnx.TensorProto.DataType


def with_durations(model: bytes) -> bytes:
    """Return the model with its durations as a second output.

    A protobuf message may be written in pieces: repeated fields of a later piece are added to those before (protobuf's
    encoding guide, "last one wins"). So the output is appended, and the model need not be parsed.
    """
    tensor_type = b"\x08" + _varint(_INT64)  # TypeProto.Tensor.elem_type
    value = _field(1, DURATIONS.encode()) + _field(2, _field(1, tensor_type))  # ValueInfoProto: name, type.tensor_type
    return model + _field(7, _field(12, value))  # ModelProto.graph, GraphProto.output


def _field(number: int, data: bytes) -> bytes:
    return bytes([number << 3 | 2]) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    encoded = b""
    while value > 0x7F:
        encoded += bytes([value & 0x7F | 0x80])
        value >>= 7
    return encoded + bytes([value])
