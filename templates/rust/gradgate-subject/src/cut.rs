//! Views of a storage, for libraries that have no strides of their own.
use crate::Operand;

/// How a library without `as_strided` cuts an operand out of its storage, by views alone: `narrow`
/// the storage to `window`, `reshape` it to `grid`, `narrow` each axis to `keep` entries that are
/// `steps` apart, backwards where that is negative, `permute` by `order`, and `expand` to the shape of
/// the operand.
pub struct Cut {
    /// Filled up with NaN where the last line has no gap behind it.
    pub storage: Vec<f64>,
    pub window: (usize, usize),
    pub grid: Vec<usize>,
    pub keep: Vec<usize>,
    pub steps: Vec<isize>,
    pub order: Vec<usize>,
}

impl Operand {
    /// Needs strides that are each a multiple of the next smaller one, but for the smallest, and never
    /// two that cross. Where no axis has steps or is reversed, all `steps` are 1.
    pub fn cut(&self) -> Cut {
        let rank = self.shape.len();
        let dense = |axis: usize| self.shape[axis + 1..].iter().product::<usize>().max(1);
        let stride = |axis: usize| match &self.strides {
            // No step is ever taken along an axis of extent 1.
            _ if self.shape[axis] == 1 => 0,
            Some(strides) => strides[axis],
            None => dense(axis) as isize,
        };
        let mut axes: Vec<usize> = (0..rank).collect();
        axes.sort_by_key(|axis| std::cmp::Reverse(stride(*axis).unsigned_abs()));
        let sizes: Vec<usize> = axes
            .iter()
            .map(|axis| stride(*axis).unsigned_abs())
            .collect();
        let keep: Vec<usize> = axes
            .iter()
            .zip(&sizes)
            .map(|(axis, size)| if *size == 0 { 1 } else { self.shape[*axis] })
            .collect();
        let mut steps: Vec<isize> = axes
            .iter()
            .map(|axis| if stride(*axis) < 0 { -1 } else { 1 })
            .collect();
        let mut grid = keep.clone();
        let mut start = self.offset;
        if !self.shape.contains(&0) {
            // What the grid has one of for each entry of an axis. An axis that does not move takes what
            // lies between two lines of the one before.
            let mut units: Vec<usize> = sizes.iter().map(|size| *size.max(&1)).collect();
            let nested = units.windows(2).all(|pair| pair[0] % pair[1] == 0);
            if !nested || units.last().is_some_and(|unit| *unit > 1) {
                // Then the axis that moves least takes steps in a dense line.
                let least = sizes.iter().filter(|size| **size > 0).count() - 1;
                units[least] = 1;
                steps[least] *= sizes[least] as isize;
                grid[least] = (keep[least] - 1) * sizes[least] + 1;
            }
            for i in 1..rank {
                grid[i] = units[i - 1] / units[i];
            }
            // A reversed axis starts at its end.
            for (i, step) in steps.iter().enumerate() {
                if *step < 0 {
                    start -= (keep[i] - 1) * sizes[i];
                }
            }
        }
        let length = grid.iter().product();
        let mut storage = self.data.clone();
        storage.resize(storage.len().max(start + length), f64::NAN);
        let mut order: Vec<usize> = (0..rank).collect();
        order.sort_by_key(|i| axes[*i]);
        Cut {
            storage,
            window: (start, length),
            grid,
            keep,
            steps,
            order,
        }
    }
}
