// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
//
// Runs a target without libFuzzer, with any compiler: the corpus as it is, then mutations of it. PROGRAM CORPUS-FOLDER.
// BANTER_FUZZ_RUNS is how many mutations (100,000), BANTER_SEED the seed (1). An input that fails is written to
// fuzz-failure in the present folder; PROGRAM FILE... runs it again.
#include "core/random.h"
#include "tests/fuzz/fuzz.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <vector>

namespace {

constexpr qsizetype MaxInput = 4096;
QByteArray current;

void keepFailure(int number)
{
    if (std::FILE *file = std::fopen("fuzz-failure", "wb")) {
        std::fwrite(current.constData(), 1, std::size_t(current.size()), file);
        std::fclose(file);
    }
    std::fputs("the input is in fuzz-failure\n", stderr);
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void run(const QByteArray &input)
{
    current = input;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.constData()), std::size_t(input.size()));
}

QByteArray word(banter::Random &random)
{
    static const QByteArrayList words{"{",
                                      "}",
                                      "[",
                                      "]",
                                      "\"",
                                      ",",
                                      "0",
                                      "-",
                                      "/",
                                      "\\u005f",
                                      "_placeholder",
                                      "\x1e",
                                      "b",
                                      "\n",
                                      "\xff",
                                      "\xc3\x28",
                                      "9007199254740993",
                                      "1e308",
                                      "null",
                                      "true"};
    return words.at(qsizetype(random.below(quint64(words.size()))));
}

void mutate(QByteArray &input, const QByteArray &other, banter::Random &random)
{
    const auto place = [&random](const QByteArray &bytes) {
        return qsizetype(random.below(quint64(bytes.size()) + 1));
    };
    const qsizetype at = place(input);
    switch (random.below(6)) {
    case 0:
        if (at < input.size())
            input[at] = char(input.at(at) ^ (1 << random.below(8)));
        break;
    case 1:
        input.remove(at, qsizetype(1 + random.below(8)));
        break;
    case 2:
        input.insert(at, char(random.below(256)));
        break;
    case 3:
        input.insert(at, word(random));
        break;
    case 4:
        input.insert(at, other.mid(place(other), qsizetype(random.below(64))));
        break;
    default:
        input.insert(at, input.mid(place(input), qsizetype(random.below(64))).repeated(qsizetype(1 + random.below(3))));
        break;
    }
    input.truncate(MaxInput);
}

std::vector<QByteArray> readAll(int count, char **arguments)
{
    std::vector<QByteArray> inputs;
    for (int i = 1; i < count; ++i) {
        const QString path = QString::fromLocal8Bit(arguments[i]);
        QStringList files{path};
        if (QFileInfo(path).isDir()) {
            files.clear();
            for (const QString &name : QDir(path).entryList(QDir::Files, QDir::Name))
                files.append(path + QLatin1Char('/') + name);
        }
        for (const QString &name : files) {
            QFile file(name);
            if (file.open(QIODevice::ReadOnly))
                inputs.push_back(file.readAll());
        }
    }
    return inputs;
}

} // namespace

int main(int count, char **arguments)
{
    const std::vector<QByteArray> corpus = readAll(count, arguments);
    if (corpus.empty()) {
        std::fputs("there is no corpus\n", stderr);
        return 1;
    }
    std::signal(SIGABRT, keepFailure);
    std::signal(SIGSEGV, keepFailure);
    for (const QByteArray &input : corpus)
        run(input);
    if (!QFileInfo(QString::fromLocal8Bit(arguments[1])).isDir())
        return 0;
    bool given = false;
    const int runs = qEnvironmentVariableIntValue("BANTER_FUZZ_RUNS", &given);
    const quint64 seed = qEnvironmentVariableIsSet("BANTER_SEED") ? qgetenv("BANTER_SEED").toULongLong() : 1;
    std::printf("%zu inputs, seed %llu\n", corpus.size(), static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    banter::SeededRandom random(seed);
    const auto any = [&]() -> const QByteArray & { return corpus[std::size_t(random.below(corpus.size()))]; };
    for (int i = 0; i < (given ? runs : 100'000); ++i) {
        QByteArray input = any();
        for (quint64 n = 1 + random.below(6); n > 0; --n)
            mutate(input, any(), random);
        run(input);
    }
    return 0;
}
