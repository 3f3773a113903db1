"""Trains XGBoost (tree_method hist) on bins that Endcap.Benchmarks wrote, and times it.

Reads one JSON line per run from standard input:
  {"folder": …, "load": bool, "params": {…}, "rounds": n, "types": "qcq…"}
The folder holds train.bins and test.bins (uint8, column after column), train.labels (float32) and, for ranking,
train.groups (int32 group sizes); "load" reads it anew. Answers one JSON line per run: {"seconds": fit time}, and
writes the scores of the test rows to test.scores (float32).

Bins are given as numbers, so both sides see the same values. Each run trains from nothing on a QuantileDMatrix
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


def load(job):
    folder, params, columns = job["folder"], job["params"], len(job["types"])
    features, labels = read(folder, "train", columns), np.fromfile(f"{folder}/train.labels", dtype=np.float32)
    kwargs = {"feature_types": list(job["types"]), "enable_categorical": True}
    data = xgb.QuantileDMatrix(features, labels, max_bin=256, nthread=params["nthread"], **kwargs)
    if params["objective"].startswith("rank:"):
        data.set_group(np.fromfile(f"{folder}/train.groups", dtype=np.int32))
    return data, xgb.DMatrix(read(folder, "test", columns), **kwargs)


def run(job, data, test):
    start = time.perf_counter()
    model = xgb.train(job["params"], data, job["rounds"])
    seconds = time.perf_counter() - start
    model.predict(test, output_margin=True).astype(np.float32).tofile(f"{job['folder']}/test.scores")
    return {"seconds": seconds, "version": xgb.__version__}


train = test = None
for line in sys.stdin:
    request = json.loads(line)
    if request["load"]:
        train, test = load(request)
    print(json.dumps(run(request, train, test)), flush=True)
