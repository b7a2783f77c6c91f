import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operands as DJL sees them: views of their storage, made by slices, reshape, transpose and broadcast. */
final class View {
    private final NDManager manager;
    private final DataType format;
    /** What was put into the memory of the engine. */
    private final Map<Protocol.Tensor, NDArray> storages = new LinkedHashMap<>();

    View(NDManager manager, DataType format) {
        this.manager = manager;
        this.format = format;
    }

    NDArray zeros(int... shape) {
        return manager.zeros(shapeOf(shape), format);
    }

    NDArray of(Protocol.Tensor tensor) {
        int[] shape = tensor.shape();
        if (IntStream.of(shape).anyMatch(extent -> extent == 0)) return zeros(shape);
        NDArray storage = storage(tensor);
        if (tensor.strides() == null) return storage.reshape(shapeOf(shape));
        List<Integer> moving = moving(tensor);
        List<Integer> inOrder = moving.stream().sorted().toList();
        NDArray view = windows(tensor, storage, moving);
        if (moving.size() > 1) {
            view = view.transpose(inOrder.stream().mapToInt(moving::indexOf).toArray());
        }
        for (int axis = 0; axis < shape.length; axis++) {
            if (!moving.contains(axis)) view = view.expandDims(axis);
        }
        return view.broadcast(shapeOf(shape));
    }

    /** Copies storage back, so that gradgate can see whether it was written to. */
    void writeBack() {
        storages.forEach((tensor, storage) -> {
            double[] now = storage.toType(DataType.FLOAT64, false).toDoubleArray();
            int length = Math.min(now.length, tensor.data().length - tensor.offset());
            System.arraycopy(now, 0, tensor.data(), tensor.offset(), length);
        });
    }

    /** From the first entry on, and so long that the outermost axis can be cut into whole steps. */
    private NDArray storage(Protocol.Tensor tensor) {
        int length = 1;
        for (int extent : tensor.shape()) length *= extent;
        if (tensor.strides() != null) {
            length = 1;
            for (int axis : moving(tensor)) {
                length = Math.max(length, tensor.shape()[axis] * tensor.strides()[axis]);
            }
        }
        int start = tensor.offset();
        double[] data = Arrays.copyOfRange(tensor.data(), start, start + length);
        NDArray storage = manager.create(data).toType(format, false);
        storages.put(tensor, storage);
        return storage;
    }

    /** The axes that move through storage, outermost first: not those of extent 1 or of stride 0. */
    private static List<Integer> moving(Protocol.Tensor tensor) {
        return IntStream.range(0, tensor.shape().length)
            .filter(axis -> tensor.shape()[axis] > 1 && tensor.strides()[axis] != 0)
            .boxed()
            .sorted(Comparator.comparing(axis -> -tensor.strides()[axis]))
            .toList();
    }

    /** Storage cut into as many windows as the axis is long, a stride apart; these by the next axis. */
    private static NDArray windows(Protocol.Tensor tensor, NDArray storage, List<Integer> axes) {
        NDArray cut = storage;
        long[] outer = new long[0];
        for (int axis : axes) {
            long extent = tensor.shape()[axis];
            long stride = tensor.strides()[axis];
            long[] split = Arrays.copyOf(outer, outer.length + 2);
            split[outer.length] = extent;
            split[outer.length + 1] = stride;
            cut = cut.get(along(outer.length, extent * stride)).reshape(new Shape(split));
            outer = Arrays.copyOf(split, outer.length + 1);
        }
        return cut.get(along(outer.length, 1)).squeeze(outer.length);
    }

    /** The first ones along an axis. */
    private static NDIndex along(int axis, long count) {
        NDIndex index = new NDIndex();
        if (axis > 0) index.addAllDim(axis);
        return index.addSliceDim(0, count);
    }

    private static Shape shapeOf(int[] shape) {
        return new Shape(Arrays.stream(shape).asLongStream().toArray());
    }
}
