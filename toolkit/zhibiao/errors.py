"""Every message a user can meet: one catalogue of coded errors with advice, in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A coded message: what happened (`zh`, `en`) and what to do (`do_zh`, `do_en`)."""

    zh: str
    en: str
    do_zh: str
    do_en: str


CATALOGUE: dict[str, Advice] = {
    "RD01": Advice(
        zh="文件不存在：{path}",
        en="file not found: {path}",
        do_zh="检查路径和文件名。",
        do_en="Check the path and the file name.",
    ),
    "RD02": Advice(
        zh="文件是空的：{path}",
        en="file is empty: {path}",
        do_zh="重新导出或下载该文件。",
        do_en="Export or download the file again.",
    ),
    "RD03": Advice(
        zh="文件是二进制内容，不是文本：{path}",
        en="binary content, not text: {path}",
        do_zh="确认扩展名与内容相符；表格请另存为 docx、xlsx、html、csv 或 txt。",
        do_en="Check that the extension matches the content; save tables as docx, xlsx, html, csv or txt.",
    ),
    "RD04": Advice(
        zh="无法识别文件编码：{path}（第 {offset} 字节起）",
        en="unknown text encoding: {path} (from byte {offset})",
        do_zh="请另存为 UTF-8、GB18030 或 UTF-16 后再试。",
        do_en="Save it as UTF-8, GB18030 or UTF-16 and try again.",
    ),
    "RD05": Advice(
        zh="没有找到绩效目标表：{path}",
        en="no performance goal table found: {path}",
        do_zh="目标表应有“三级指标”“指标值”之类的表头；见 docs/formats.md。",
        do_en="A goal table has headers such as 三级指标 and 指标值; see docs/formats.md.",
    ),
    "RD06": Advice(
        zh="不支持的文件格式 {suffix}：{path}",
        en="unsupported file format {suffix}: {path}",
        do_zh="支持 {supported}；请另存为其中一种。",
        do_en="Supported: {supported}; save it as one of these.",
    ),
    "RD07": Advice(
        zh="文件损坏，无法打开：{path}（{detail}）",
        en="damaged file, cannot be opened: {path} ({detail})",
        do_zh="用原软件打开并另存一份后再试。",
        do_en="Open it in the program that made it, save a copy and try again.",
    ),
    "RD08": Advice(
        zh="文件太大：{path}（{size_mb} MB，上限 {limit_mb} MB）",
        en="file too large: {path} ({size_mb} MB, limit {limit_mb} MB)",
        do_zh="拆分文件，或只保留目标表所在的页。",
        do_en="Split the file or keep only the pages with the goal tables.",
    ),
    "RD09": Advice(
        zh="文件夹里没有可读的文件：{path}",
        en="no readable file in the folder: {path}",
        do_zh="支持 {supported}。",
        do_en="Supported: {supported}.",
    ),
    "RD10": Advice(
        zh="全是扫描页，没有文字层：{path}",
        en="all pages are scanned, there is no text layer: {path}",
        do_zh="先用文字识别软件转成带文字的 PDF，或找原文件（docx、xlsx）。",
        do_en="Run text recognition first, or ask for the original docx or xlsx.",
    ),
    "RD11": Advice(
        zh="读 {suffix} 文件需要 LibreOffice：{path}",
        en="reading {suffix} files needs LibreOffice: {path}",
        do_zh="安装 LibreOffice，或用原软件另存为 docx、xlsx。",
        do_en="Install LibreOffice, or save the file as docx or xlsx.",
    ),
    "RD12": Advice(
        zh="文件太费时间或内存，已放弃：{path}（{detail}）",
        en="given up, it takes too long or too much memory: {path} ({detail})",
        do_zh="拆分文件，或只保留目标表所在的页。",
        do_en="Split the file, or keep only the pages with the goal tables.",
    ),
    "WR01": Advice(
        zh="无法写入：{path}（{detail}）",
        en="cannot write: {path} ({detail})",
        do_zh="检查文件夹是否存在、是否有权限、磁盘是否已满，或换一个 -o。",
        do_en="Check that the folder exists, may be written and has room, or choose another -o.",
    ),
    "WR02": Advice(
        zh="输出已存在：{path}",
        en="the output exists already: {path}",
        do_zh="换一个 -o，或加 --force 替换它。",
        do_en="Choose another -o, or replace it with --force.",
    ),
    "WR03": Advice(
        zh="输出会盖住输入：{path}",
        en="the output would take the place of an input: {path}",
        do_zh="换一个 -o。",
        do_en="Choose another -o.",
    ),
    "RL01": Advice(
        zh="规则 {rule} 在“{place}”上出错（{detail}）",
        en="rule {rule} failed on {place} ({detail})",
        do_zh="用 --ignore {rule} 先跳过这条规则，并把这张表的情况告诉开发者。",
        do_en="Leave the rule out with --ignore {rule}, and report the table to the developers.",
    ),
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
    "TG01": Advice(
        zh="没有找到指标名称所在的列（现有列：{known}）",
        en="no column holds the names of indicators (columns: {known})",
        do_zh="列名可用“三级指标”“指标名称”或 name，也可用 --column name=列名 指定。",
        do_en="Call the column 三级指标, 指标名称 or name, or say --column name=COLUMN.",
    ),
    "TG02": Advice(
        zh="没有这一列：{column}（现有列：{known}）",
        en="there is no such column: {column} (columns: {known})",
        do_zh="检查 --column 字段=列名；字段可为 name、target、unit、level1、level2、comparator_printed、explanation、interim、history、year。",
        do_en="Check --column FIELD=COLUMN; fields are name, target, unit, level1, level2, comparator_printed, "
        "explanation, interim, history, year.",
    ),
    "TG03": Advice(
        zh="表是空的或没有表头：{path}",
        en="the table is empty or has no header: {path}",
        do_zh="第一行应为列名。",
        do_en="The first row has to hold the column names.",
    ),
    "TG04": Advice(
        zh="已经有这一列：{column}",
        en="there is such a column already: {column}",
        do_zh="用 suffix= 给新列另起后缀，或先删去旧列。",
        do_en="Give the new columns another suffix=, or drop the old ones first.",
    ),
    "TG05": Advice(
        zh="数据框含 {count} 个文件的行（{first} 等），review 一次只审一个",
        en="the frame holds rows of {count} documents ({first}, ...), review is for one",
        do_zh="用 df.zhibiao.reviews() 逐个审核，或先按 source 列筛选。",
        do_en="Use df.zhibiao.reviews(), or choose rows by the column source first.",
    ),
    "TG06": Advice(
        zh="更正表有误：{path}（{detail}）",
        en="faulty corrections: {path} ({detail})",
        do_zh="列为 action、name、to；action 是 merge、split 或 rename；merge 和 rename 须写 to。",
        do_en="Columns are action, name, to; action is merge, split or rename; merge and rename need to.",
    ),
    "TG07": Advice(
        zh="数据框中没有这一行，或有几行同号：{row}",
        en="no row of the frame, or several, have this label: {row}",
        do_zh="写索引中唯一的行号，或写指标名称；索引有重复时先 reset_index(drop=True)。",
        do_en="Give a label that is in the index once, or the name of an indicator; reset_index(drop=True) makes labels differ.",
    ),
    "PL01": Advice(
        zh="画图要用的列 {column} 不存在（现有列：{known}）",
        en="the plot needs a column that is not there: {column} (columns: {known})",
        do_zh="检查列名；类别和可衡量性的列由 zhibiao.tag(frame) 加上。",
        do_en="Check its name; the columns of category and tier are added by zhibiao.tag(frame).",
    ),
    "PL02": Advice(
        zh="没有可画的内容（{detail}）",
        en="nothing to draw ({detail})",
        do_zh="检查筛选条件和传入的数据。",
        do_en="Check the filter and the data that were given.",
    ),
    "PL03": Advice(
        zh="没有字体能画这些字，图中写成它们的编码：{signs}",
        en="no font has these signs, the picture shows their codes: {signs}",
        do_zh="安装一种收字更全的中文字体，例如 Debian、Ubuntu 的 fonts-noto-cjk。",
        do_en="Install a Chinese font with more characters, such as fonts-noto-cjk of Debian and Ubuntu.",
    ),
    "PL04": Advice(
        zh="{column} 里有不能画的值：{value}",
        en="{column} holds a value that cannot be drawn: {value}",
        do_zh="先去掉或改正这些行；可衡量性的档次和把握由 zhibiao.tag(frame) 加上。",
        do_en="Leave these rows out or correct them; tiers and confidences are added by zhibiao.tag(frame).",
    ),
    "SP01": Advice(
        zh="Spark 需要 Java，没有找到",
        en="Spark needs Java, which was not found",
        do_zh="安装 Java 17 或更新的版本（Debian、Ubuntu：apt install default-jre-headless），或设置 JAVA_HOME。",
        do_en="Install Java 17 or newer (Debian, Ubuntu: apt install default-jre-headless), or set JAVA_HOME.",
    ),
    "SP02": Advice(
        zh="Spark 没有启动，或集群 {master} 没有应答（{detail}）",
        en="Spark did not start, or the cluster {master} did not answer ({detail})",
        do_zh="检查 --master 的地址、集群是否在运行、本机能否连到它；Java 须为 17 或更新。Spark 自己的说明在上面。",
        do_en="Check the address in --master, that the cluster runs and can be reached from here, and that Java is 17 or "
        "newer. What Spark itself says stands above.",
    ),
    "SP03": Advice(
        zh="集群上的任务失败（{detail}）",
        en="the job on the cluster failed ({detail})",
        do_zh="找不到模块时，每台机器都要装好 zhibiao，见 docs/bulk.md；内存不足时加大 spark.executor.memory 或 spark.sql.shuffle.partitions。",
        do_en="Where a module was not found, install zhibiao on every machine, see docs/bulk.md; where memory ran out, "
        "raise spark.executor.memory or spark.sql.shuffle.partitions.",
    ),
    "BK01": Advice(
        zh="输出文件已经存在：{path}",
        en="the output is there already: {path}",
        do_zh="换一个 -o，或用 --force 覆盖。",
        do_en="Choose another -o, or write over it with --force.",
    ),
    "BK02": Advice(
        zh="上次写 {path} 的运行中断了，已写好的 {rows} 行还在",
        en="a run that wrote {path} was interrupted; the {rows} rows it had written are kept",
        do_zh="用 --resume 接着做，或用 --force 丢掉它们重新开始。",
        do_en="Go on with --resume, or throw them away and begin anew with --force.",
    ),
    "BK03": Advice(
        zh="接不上中断的运行，与当时不同的是：{detail}",
        en="the interrupted run cannot be continued, this is not as it was: {detail}",
        do_zh="用当时的输入和选项再试，或用 --force 重新开始。",
        do_en="Try again with the inputs and options of that run, or begin anew with --force.",
    ),
    "BK04": Advice(
        zh="输出会盖掉输入：{path}",
        en="the output would be written over an input: {path}",
        do_zh="换一个 -o。",
        do_en="Choose another -o.",
    ),
    "BK05": Advice(
        zh="列 {column} 里是 {kind}，不是文本或数：{path}",
        en="the column {column} holds {kind}, neither texts nor numbers: {path}",
        do_zh="用 --column 字段=列名 指定另一列，或先把这一列转成文本。",
        do_en="Name another column with --column FIELD=COLUMN, or turn this one into text first.",
    ),
    "BK06": Advice(
        zh="{rows} 行放不进一个 xlsx 工作表（最多 {most} 行）",
        en="{rows} rows do not fit a sheet of xlsx ({most} at most)",
        do_zh="输出改用 .csv 或 .parquet。",
        do_en="Write .csv or .parquet instead.",
    ),
    "BK07": Advice(
        zh="一个工作进程意外退出（{detail}）",
        en="a worker process has ended ({detail})",
        do_zh='多半是内存不足：减小 --jobs，再加 --resume 接着做。在脚本里调用时，要放在 if __name__ == "__main__": 之下。',
        do_en="Most likely memory ran out: use fewer --jobs and go on with --resume. A script has to call it under "
        'if __name__ == "__main__":.',
    ),
    "BK08": Advice(
        zh="另一个运行正在写这个输出（{path}）",
        en="another run is writing this output ({path})",
        do_zh="等它结束，或换一个 -o。",
        do_en="Wait until it is done, or choose another -o.",
    ),
    "BK09": Advice(
        zh="已中断，写好的 {rows} 行保留着：{path}",
        en="interrupted; the {rows} rows written so far are kept: {path}",
        do_zh="用 --resume 接着做。",
        do_en="Go on with --resume.",
    ),
    "BK10": Advice(
        zh="中断的运行留下的记录损坏了：{path}（{detail}）",
        en="what an interrupted run left is damaged: {path} ({detail})",
        do_zh="用 --force 重新开始。",
        do_en="Begin anew with --force.",
    ),
    "RJ01": Advice(
        zh="格数不对（应有 {wanted} 格，实有 {found} 格）",
        en="wrong number of cells ({wanted} wanted, {found} found)",
        do_zh="补上或去掉分隔符；格子里的分隔符要放在引号里。",
        do_en="Add or remove delimiters; a delimiter within a cell needs quotation marks around the cell.",
    ),
    "RJ02": Advice(
        zh="有的字节不是文字",
        en="bytes that are no text in the encoding of the file",
        do_zh="重新导出这一行。",
        do_en="Export the line again.",
    ),
    "RJ03": Advice(
        zh="引号没有合上",
        en="a quotation mark that is never closed",
        do_zh="合上引号，或把格子里的引号写成两个。",
        do_en="Close it, or write a mark within a cell twice.",
    ),
    "RJ04": Advice(
        zh="不是 JSON",
        en="not JSON",
        do_zh="重新导出这一行。",
        do_en="Export the line again.",
    ),
    "RJ05": Advice(
        zh="不是有内容的 JSON 对象",
        en="no JSON object, or an empty one",
        do_zh='一行写一个对象：{{"name": "…"}}。',
        do_en='Write one object a line: {{"name": "..."}}.',
    ),
    "WB01": Advice(
        zh="没有这一页，或您无权查看",
        en="there is no such page, or it is not yours to see",
        do_zh="回到首页重新选择；需要查看的文件请负责人分派。",
        do_en="Go back to the first page; ask a head to assign you the document you need.",
    ),
    "WB02": Advice(
        zh="一次上传得太多（上限 {limit_mb} MB）",
        en="too much at once (limit {limit_mb} MB)",
        do_zh="分几次上传。",
        do_en="Upload it in several parts.",
    ),
    "WB03": Advice(
        zh="没有账户的审核台只在本机可用，不能用这个地址打开：{host}",
        en="a desk without accounts answers to its own machine alone, not as {host}",
        do_zh="在本机打开 http://127.0.0.1 开头的地址；多人使用请先建账户：zhibiao serve --account 名字。",
        do_en="Open the address that begins with http://127.0.0.1 on that machine; for a team add an account first: "
        "zhibiao serve --account NAME.",
    ),
    "WB04": Advice(
        zh="打不开数据库：{database}（{detail}）",
        en="the database cannot be opened: {database} ({detail})",
        do_zh="检查 --database 的地址、数据库是否在运行、账号有无权限；比程序新的数据库请用新版程序打开。",
        do_en="Check the address in --database, that the server runs and that the account may use it; a database of a newer "
        "version needs that version.",
    ),
    "WB05": Advice(
        zh="另一个审核台正在用这个数据库：{database}",
        en="another desk is using this database: {database}",
        do_zh="先停止它，或用 --database 指定另一个。",
        do_en="Stop it first, or name another one with --database.",
    ),
    "WB06": Advice(
        zh="账户不能这样设：{detail}",
        en="an account cannot be like this: {detail}",
        do_zh="改一改再试。",
        do_en="Change it and try again.",
    ),
    "WB07": Advice(
        zh="第 {table} 张表第 {row} 行刚被别人处理过，您的没有保存",
        en="somebody else has just decided about table {table}, row {row}; yours was not kept",
        do_zh="看一看对方的处理，需要时再改。",
        do_en="Look at what they decided, and change it if need be.",
    ),
    "WB08": Advice(
        zh="看不懂提交的内容：{detail}",
        en="what was sent cannot be understood: {detail}",
        do_zh="回到上一页，刷新后再试。",
        do_en="Go back, load the page again and try once more.",
    ),
    "WB09": Advice(
        zh="这个请求不是从审核台的页面发出的，或页面已经过期",
        en="this did not come from a page of the desk, or the page is too old",
        do_zh="刷新页面后再试。",
        do_en="Load the page again and try once more.",
    ),
    "WB10": Advice(
        zh="这个处理存不下来：{detail}",
        en="a decision that cannot be kept: {detail}",
        do_zh="改写的内容不能为空白或过长（每格 5000 字、理由 1000 字以内），也不能有控制字符。",
        do_en="Cells have 5,000 and reasons 1,000 characters at most, none of them control characters; something has to change.",
    ),
    "WB11": Advice(
        zh="不能这样忽略：{code}",
        en="this cannot be ignored like that: {code}",
        do_zh="选中这一行上的问题，并写明理由。",
        do_en="Choose findings of this row, and say why.",
    ),
    "WB12": Advice(
        zh="现在不能由您处理这份文件",
        en="this document is not yours to decide about now",
        do_zh="它在别人手里，或已办结；页面上写着在谁手里。",
        do_en="Somebody else has it, or it is closed; the page says who has it.",
    ),
    "WB13": Advice(
        zh="没有可以撤销的",
        en="nothing to take back",
        do_zh="只能撤销自己在这份文件上的处理。",
        do_en="You can take back your own decisions on this document.",
    ),
    "WB14": Advice(
        zh="密码错了太多次",
        en="too many wrong passwords",
        do_zh="十分钟后再试，或请负责人重设密码。",
        do_en="Try again in ten minutes, or ask a head for a new password.",
    ),
    "WB15": Advice(
        zh="名字或密码不对",
        en="wrong name or password",
        do_zh="检查后再试；忘了密码请负责人重设。",
        do_en="Check them and try again; a head can set a new password.",
    ),
    "WB16": Advice(
        zh="登录已过期",
        en="you are not signed in any more",
        do_zh="刷新页面，重新登录。",
        do_en="Load the page again and sign in.",
    ),
    "WB17": Advice(
        zh="没有账户时不能在 {host} 上打开审核台：别人不用密码就能看到文件",
        en="without accounts the desk does not listen on {host}: others would see its documents without a password",
        do_zh="先建账户：zhibiao serve --account 名字。",
        do_en="Add an account first: zhibiao serve --account NAME.",
    ),
    "WB18": Advice(
        zh="不能在 {host} 的端口 {port} 上打开审核台（{detail}）",
        en="the desk cannot listen on port {port} of {host} ({detail})",
        do_zh="多半已有一个在运行；或用 --port 换一个端口。",
        do_en="Another one is running, most likely; or choose another --port.",
    ),
    "WB20": Advice(
        zh="保存的审读结果与本版本不符（{detail}）",
        en="what was stored of the document does not fit this version ({detail})",
        do_zh="重新审读这份文件。",
        do_en="Have the document read again.",
    ),
    "WB21": Advice(
        zh="处理文件的进程意外退出：{path}（{detail}）",
        en="the process that worked on the file has ended: {path} ({detail})",
        do_zh="再试一次；如果还是这样，请用原软件打开文件并另存一份，或只保留目标表所在的页。",
        do_en="Try once more; if it happens again, save a copy in the program that made the file, "
        "or keep only the pages with the goal tables.",
    ),
    "WB22": Advice(
        zh="程序处理这份文件时出错：{path}（{detail}）",
        en="the program failed on the file: {path} ({detail})",
        do_zh="用原软件打开文件并另存一份后再试，并把这份文件的情况告诉开发者。",
        do_en="Save a copy in the program that made the file and try again, and report the file to the developers.",
    ),
    "WB23": Advice(
        zh="审核台出错，这一步没有完成",
        en="the desk failed, and this was not done",
        do_zh="再试一次；如果还是这样，请让运行审核台的人看看它在终端里写了什么。",
        do_en="Try once more; if it happens again, ask who runs the desk what it wrote in its terminal.",
    ),
    "WB24": Advice(
        zh="这一批有 {count} 份文件，超过 {most} 份，没有互相比对",
        en="the batch has {count} documents, more than {most}, and they were not compared with each other",
        do_zh="每份文件的审核不受影响；要查雷同的表，请分批上传。",
        do_en="Each document was reviewed all the same; hand them in as several batches to find copied tables.",
    ),
    "WB30": Advice(
        zh="不认识的条件：{name}={value}",
        en="unknown value: {name}={value}",
        do_zh="可用的值：{known}。请从本批的页面点开数字，不要手改地址。",
        do_en="Known values: {known}. Follow a number on the page of the batch rather than edit the address.",
    ),
    "MD01": Advice(
        zh="找不到模型：{path}",
        en="model not found: {path}",
        do_zh="运行 zhibiao train 训练，或重新安装 zhibiao。",
        do_en="Run zhibiao train, or install zhibiao again.",
    ),
    "MD02": Advice(
        zh="模型文件与本版本不符：{path}（{detail}）",
        en="the model does not fit this version: {path} ({detail})",
        do_zh="运行 zhibiao train 重新训练。",
        do_en="Run zhibiao train to train it again.",
    ),
    "DT01": Advice(
        zh="数据文件有误：{path}（{detail}）",
        en="invalid data file: {path} ({detail})",
        do_zh="按提示修正该条目。",
        do_en="Correct the entry as described.",
    ),
    "DT02": Advice(
        zh="没有已标注的行：{path}（需要的列：{columns}）",
        en="no labelled rows: {path} (wanted: {columns})",
        do_zh="在 gold 列填写类别代码（如 O1），可接受的其他类别填在 accept 列。",
        do_en="Write category codes (such as O1) in the column gold, other defensible ones in accept.",
    ),
    "DT03": Advice(
        zh="没有语料：{path}",
        en="no corpora: {path}",
        do_zh="用 --corpora 指定语料文件夹（源代码仓库中的 corpora/）。",
        do_en="Name the folder of the corpora (corpora/ of the repository) with --corpora.",
    ),
}


class ZhibiaoError(Exception):
    """A failure the user can act on: a code of `CATALOGUE` and the values of its message.

    >>> error = ZhibiaoError("RD01", path="a.txt")
    >>> error.code, error.render("en")
    ('RD01', '[RD01] file not found: a.txt Check the path and the file name.')
    """

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.render("zh"))

    def __reduce__(self) -> tuple[partial[ZhibiaoError], tuple[()]]:
        """How it crosses from one process to another: by its code and the words of its values."""
        return partial(
            ZhibiaoError, self.code, **{name: str(value) for name, value in self.values.items()}
        ), ()

    def render(self, lang: str = "zh") -> str:
        """The message with its advice in `lang` (zh or en)."""
        advice = CATALOGUE[self.code]
        message, do = (advice.en, advice.do_en) if lang == "en" else (advice.zh, advice.do_zh)
        return f"[{self.code}] {message.format(**self.values)} {do.format(**self.values)}"
