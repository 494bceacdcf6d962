"""What was asked for and is not there: rules, frames, formats, packages, settings, choices."""

from __future__ import annotations

from zhibiao.errors.advice import Advice

CHOICES: dict[str, Advice] = {
    "CF01": Advice(
        zh="未知的代码：{code}",
        en="unknown code: {code}",
        do_zh="规则代码见 zhibiao explain --list，分类代码见 zhibiao taxonomy。",
        do_en="Rule codes: zhibiao explain --list; taxonomy codes: zhibiao taxonomy.",
    ),
    "CF02": Advice(
        zh="未知的框架：{profile}",
        en="unknown profile: {profile}",
        do_zh="可用的框架：{known}。",
        do_en="Known profiles: {known}.",
    ),
    "CF03": Advice(
        zh="未知的输出格式：{format}",
        en="unknown output format: {format}",
        do_zh="可用的格式：{known}。",
        do_en="Known formats: {known}.",
    ),
    "CF04": Advice(
        zh="{format} 需要另外安装的包 {package}",
        en="{format} needs the package {package}, which is not installed",
        do_zh="运行 pip install 'zhibiao[{extra}]'。",
        do_en="Run pip install 'zhibiao[{extra}]'.",
    ),
    "CF05": Advice(
        zh="看不懂的列指定：{pair}",
        en="not a column assignment: {pair}",
        do_zh="写成 字段=列名，例如 --column name=考核内容。",
        do_en="Write FIELD=COLUMN, e.g. --column name=考核内容.",
    ),
    "CF06": Advice(
        zh="设置文件有误：{path}（{detail}）",
        en="faulty settings: {path} ({detail})",
        do_zh="可写 profile、select、ignore 和 [[allow]]；每条例外写明 rule、name、reason，见 docs/rules.md。",
        do_en="Keys are profile, select, ignore and [[allow]]; each exception has rule, name and reason, "
        "see docs/rules.md.",
    ),
    "CF07": Advice(
        zh="选择文件有误：{path}（{detail}）",
        en="faulty choices: {path} ({detail})",
        do_zh="用 zhibiao revise --draft 重新生成一份，再改其中的 suggestion 和 edit；见 docs/suggestions.md。",
        do_en="Make a new one with zhibiao revise --draft and change its suggestion and edit; see docs/suggestions.md.",
    ),
    "CF08": Advice(
        zh="选择与文件对不上：第 {table} 张表第 {row} 行“{name}”",
        en="a choice does not fit the document: table {table}, row {row}, {name}",
        do_zh="行号、名称和建议序号须与本文件的审核结果一致；文件改动后请重新生成选择文件。",
        do_en="Row, name and number of the suggestion must be those of this document; make the choices again "
        "after it has changed.",
    ),
    "CF09": Advice(
        zh="没有说明怎样选择，或说了不止一种",
        en="say how to choose, in one way only",
        do_zh="在 --interactive、--auto、--accept 文件 和 --draft 文件 中用一个。",
        do_en="Use one of --interactive, --auto, --accept FILE and --draft FILE.",
    ),
}
