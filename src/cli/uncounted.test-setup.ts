/**
 * Whatever a file of tests starts that imports this is not counted by coverage: other tests start the same, and to
 * count takes half as long again.
 */
delete process.env['NODE_V8_COVERAGE'];
