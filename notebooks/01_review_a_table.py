# %% [markdown]
# # 01 审阅一张目标表 / Review a goal table
#
# Percent cells: opens as a notebook in Jupyter (jupytext) and VS Code, runs as a script with `make notebooks`.

# %%
from collections import Counter
from pathlib import Path

import zhibiao

sample = Path("../corpora/samples/dept_goal.docx")
review = zhibiao.review(sample)

# %% [markdown]
# ## 目标值能不能核对 / Can the targets be checked?

# %%
tiers = Counter(row.target.tier for table in review.tables for row in table.rows)
print(dict(tiers))
assert tiers["vague"] > 0

# %% [markdown]
# ## 最常见的问题 / The most frequent findings

# %%
codes = Counter(finding.code for finding in review.all_findings())
for code, count in codes.most_common(5):
    print(code, count)

# %% [markdown]
# ## 可衡量的替代 / Measurable alternatives
#
# No number is invented: an open place is `____`, and `value_from` says who fills it.

# %%
for table in review.tables:
    for row in table.rows:
        for suggestion in row.suggestions[:1]:
            print(f"{row.indicator.name} | {row.indicator.target} -> {suggestion.wording}")
