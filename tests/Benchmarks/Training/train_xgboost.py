"""Trains XGBoost (tree_method hist) on bins that Endcap.Benchmarks wrote, and times it.

Reads one JSON line per run from standard input:
  {"folder": …, "params": {…}, "rounds": n, "repeats": n, "types": "qcq…"}
The folder holds train.bins and test.bins (uint8, column after column), train.labels (float32) and, for ranking,
train.groups (int32 group sizes). Answers one JSON line per run: {"seconds": [fit times]}, and writes the test
scores of the last fit to test.scores (float32).

Bins are given as numbers, so both sides see the same values. Each repeat trains from nothing on a QuantileDMatrix
built beforehand: XGBoost's own binning is not timed, as ours is not.
"""
import json
import sys
import time

import numpy as np
import xgboost as xgb


def read(folder, name, columns):
    bins = np.fromfile(f"{folder}/{name}.bins", dtype=np.uint8)
    return bins.reshape(columns, -1).T.astype(np.float32)


def run(job):
    folder, params, columns = job["folder"], job["params"], len(job["types"])
    features, labels = read(folder, "train", columns), np.fromfile(f"{folder}/train.labels", dtype=np.float32)
    kwargs = {"feature_types": list(job["types"]), "enable_categorical": True}
    data = xgb.QuantileDMatrix(features, labels, max_bin=256, nthread=params["nthread"], **kwargs)
    if params["objective"].startswith("rank:"):
        data.set_group(np.fromfile(f"{folder}/train.groups", dtype=np.int32))
    seconds = []
    for _ in range(job["repeats"]):
        start = time.perf_counter()
        model = xgb.train(params, data, job["rounds"])
        seconds.append(time.perf_counter() - start)
    scores = model.predict(xgb.DMatrix(read(folder, "test", columns), **kwargs), output_margin=True)
    scores.astype(np.float32).tofile(f"{folder}/test.scores")
    return {"seconds": seconds, "version": xgb.__version__}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
